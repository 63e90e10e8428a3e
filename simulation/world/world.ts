import type { FunctionSpec, SystemModel } from '../../local/model.ts';
import type { InvokeResult } from '../../local/services/invoke.ts';
import { InMemoryDynamoDb, type TableChange } from '../dynamodb/in-memory-dynamodb.ts';
import type { Handlers } from '../load-functions.ts';
import type { Random } from '../random.ts';
import { type Call, callService } from './calls.ts';
import { EventBus } from './event-bus.ts';
import type { Faults } from './faults.ts';
import { asInvocation, currentInvocation, type Invocation } from './invocation.ts';
import { MessageQueue } from './message-queue.ts';
import { Scheduler } from './scheduler.ts';
import { TableStream } from './table-stream.ts';

export interface WorldProps {
  readonly model: SystemModel;
  readonly handlers: Handlers;
  readonly random: Random;
  readonly faults: Faults;
  /** Epoch milliseconds. */
  readonly start: number;
  /** Called with each write, before anything else sees it. */
  readonly onChange: (changes: readonly TableChange[]) => void;
}

/** What happens once a day would happen in no run. */
const LONGEST_RUN_S = 86_400;

/** AWS as the template declares it, under a scheduler that decides when each thing happens. */
export class World {
  readonly scheduler: Scheduler;
  readonly store: InMemoryDynamoDb;
  readonly bus: EventBus;
  readonly queues: ReadonlyMap<string, MessageQueue>;
  readonly model: SystemModel;
  readonly random: Random;
  readonly faults: Faults;
  /** What happened, a line each. */
  readonly trace: string[] = [];
  /** The functions whose stream records expired before they were handled, by ARN. */
  readonly lostBy = new Set<string>();
  invocations = 0;
  /** Changes when the engine behind the tables restarts. */
  engineEpoch = 0;
  /** Until when no call reaches a table. */
  engineBackAt = 0;
  readonly #functions: ReadonlyMap<string, FunctionSpec>;
  readonly #handlers: Handlers;
  /** When the functions that were deployed broken are mended, by ARN. */
  readonly #mendedAt = new Map<string, number>();
  readonly #streams: ReadonlyMap<string, readonly TableStream[]>;

  constructor({ model, handlers, random, faults, start, onChange }: WorldProps) {
    this.model = model;
    this.random = random;
    this.faults = faults;
    this.scheduler = new Scheduler(start);
    this.#handlers = handlers;
    this.#functions = new Map(model.functions.map((spec) => [spec.arn, spec]));
    this.bus = new EventBus(this, model.rules);
    this.queues = new Map(model.queues.map((spec) => [spec.arn, new MessageQueue(this, spec)]));
    this.store = new InMemoryDynamoDb(
      model.tables.map(({ create }) => create),
      {
        now: () => this.now,
        onChange: (changes) => {
          onChange(changes);
          for (const change of changes) {
            for (const stream of this.#streams.get(change.table) ?? []) stream.add(change);
          }
        },
      },
    );
    this.#streams = this.#connectSources();
    for (const { enabled, everySeconds, targets } of model.schedules) {
      if (!enabled || everySeconds >= LONGEST_RUN_S) continue;
      for (const { functionArn } of targets) this.#repeat(functionArn, everySeconds * 1000);
    }
  }

  /** Epoch milliseconds. */
  get now(): number {
    return Math.floor(this.scheduler.now);
  }

  /** Adds a line to the trace. */
  note(line: string): void {
    this.trace.push(`${new Date(this.now).toISOString().slice(11, 23)} ${line}`);
  }

  /** How long the way of an event takes that usually takes up to `milliseconds`. */
  wayOf(milliseconds: number): number {
    return this.faults.strikes('reorder') ? this.random.between(0, 5 * 60_000) : this.delay(milliseconds);
  }

  /** How long something takes that usually takes up to `milliseconds`. */
  delay(milliseconds: number): number {
    return this.faults.strikes('delay')
      ? this.random.between(1000, 8000)
      : this.random.between(1, milliseconds);
  }

  /** @throws Error if the template has no such queue. */
  queueOf(arn: string): MessageQueue {
    const queue = this.queues.get(arn);
    if (queue === undefined) throw new Error(`There is no queue ${arn}`);
    return queue;
  }

  /** Invokes a function; `done` is called once. */
  invoke(functionArn: string, event: unknown, done: (result: InvokeResult) => void): void {
    const spec = this.#functions.get(functionArn);
    const handler = this.#handlers.get(functionArn);
    if (spec === undefined || handler === undefined) throw new Error(`There is no function ${functionArn}`);
    this.invocations += 1;
    const requestId = `invocation-${this.invocations}`;
    this.scheduler.after(this.random.between(1, 30), () => {
      const invocation = this.#begin(spec, done);
      const context = {
        functionName: spec.name,
        awsRequestId: requestId,
        invokedFunctionArn: functionArn,
        memoryLimitInMB: String(spec.memoryMb),
        getRemainingTimeInMillis: () => invocation.deadline - this.now,
      };
      const copy = JSON.parse(JSON.stringify(event));
      const end = (result: InvokeResult): void => {
        if (invocation.ended) return;
        invocation.ended = true;
        done(result);
      };
      if (invocation.ended) return;
      asInvocation(invocation, async () => handler(copy, context)).then(
        (payload) => end({ ok: true, payload: JSON.parse(JSON.stringify(payload ?? null)) }),
        (error: Error) => end({ ok: false, error: { type: error.name, message: error.message } }),
      );
    });
  }

  /** A call that code of this process makes to an AWS service. */
  call(call: Call): Promise<unknown> {
    return callService(this, call, currentInvocation());
  }

  #begin(spec: FunctionSpec, done: (result: InvokeResult) => void): Invocation {
    const crashes = (['crashBefore', 'crashAfter'] as const).filter((fault) => this.faults.strikes(fault));
    const [crash] = crashes;
    const skewMs = this.faults.strikes('skewedClock') ? this.random.between(-60_000, 60_000) : 0;
    const invocation: Invocation = {
      functionName: spec.name,
      skewMs,
      deadline: this.now + spec.timeoutSeconds * 1000,
      ended: false,
      calls: 0,
      ...(crash && {
        crash: { call: this.random.between(0, 6), when: crash === 'crashBefore' ? 'before' : 'after' },
      }),
      fail: (type) => {
        if (invocation.ended) return;
        invocation.ended = true;
        this.note(`${spec.name}: ${type}`);
        done({ ok: false, error: { type, message: `${spec.name} ended.` } });
      },
    };
    if (this.#isBroken(spec)) invocation.fail('Runtime.ImportModuleError');
    else this.scheduler.after(spec.timeoutSeconds * 1000, () => invocation.fail('Sandbox.Timedout'));
    return invocation;
  }

  /** Whether a function's present deployment fails each time. */
  #isBroken({ arn, name }: FunctionSpec): boolean {
    if (this.faults.strikes('brokenFunction')) {
      this.note(`${name} is deployed broken`);
      this.#mendedAt.set(arn, this.now + this.random.between(10_000, 300_000));
    }
    return this.faults.areOn && this.now < (this.#mendedAt.get(arn) ?? 0);
  }

  #connectSources(): ReadonlyMap<string, readonly TableStream[]> {
    const streams = new Map<string, TableStream[]>();
    for (const source of this.model.eventSources) {
      const queue = this.queues.get(source.sourceArn);
      if (queue !== undefined) {
        queue.feed(source);
        continue;
      }
      const table = this.model.tables.find(({ streamArn }) => streamArn === source.sourceArn);
      if (table === undefined) throw new Error(`${source.logicalId} has no source`);
      streams.set(table.name, [...(streams.get(table.name) ?? []), new TableStream(this, source, table)]);
    }
    return streams;
  }

  /** While faults are on, it may be late: that makes long outages cheaper to simulate. */
  #repeat(functionArn: string, milliseconds: number): void {
    this.scheduler.after(
      milliseconds * (this.faults.areOn ? this.random.pick([1, 10, 100]) : 1),
      () => {
        this.invoke(functionArn, { 'detail-type': 'Scheduled Event' }, () => {});
        this.#repeat(functionArn, milliseconds);
      },
      true,
    );
  }
}
