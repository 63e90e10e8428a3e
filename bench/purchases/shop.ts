import { marshall } from '@aws-sdk/util-dynamodb';
import type { EventSourceSpec, TableSpec } from '../../local/model.ts';
import { compileFilters, compilePattern } from '../../local/services/events/pattern.ts';
import { type ApiRequest, anApiEvent } from '../../shared/testing/api-event.ts';
import { InMemoryDynamoDb, type TableChange } from '../../simulation/dynamodb/in-memory-dynamodb.ts';
import type { System } from '../../simulation/run.ts';
import type { Call } from '../../simulation/world/calls.ts';
import type { Scheduler } from '../../simulation/world/scheduler.ts';
import { writeUnits } from './capacity.ts';

/** What happened since the last time that somebody looked. */
export interface Consumed {
  /** By table and index. */
  writeUnits: Map<string, number>;
  requests: number;
  invocations: number;
}

const nothing = (): Consumed => ({ writeUnits: new Map(), requests: 0, invocations: 0 });

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** The whole system without faults: streams, bus and queues hand over what has gathered, in the template's batches. */
export class BenchShop {
  readonly #system: System;
  readonly #store: InMemoryDynamoDb;
  /** What each reader of a table's stream has not been handed, by its event source. */
  readonly #streams = new Map<string, TableChange[]>();
  readonly #queues = new Map<string, string[]>();
  #consumed: Consumed = nothing();
  #isTransaction = false;

  constructor(system: System) {
    this.#system = system;
    const { tables } = system.model;
    this.#store = new InMemoryDynamoDb(
      tables.map(({ create }) => create),
      {
        now: () => Date.now(),
        onChange: (changes) => {
          const { writeUnits: sums } = this.#consumed;
          for (const [place, units] of writeUnits(tables, changes, this.#isTransaction))
            sums.set(place, (sums.get(place) ?? 0) + units);
          for (const change of changes) this.#write(change);
        },
      },
    );
  }

  /** Answers all AWS clients; each call takes a millisecond. */
  answer = async ({ service, command, input }: Call, scheduler: Scheduler): Promise<unknown> => {
    await scheduler.pause(1);
    if (service === 'EventBridge')
      return this.#put((input as { readonly Entries: readonly Entry[] }).Entries);
    this.#consumed.requests += 1;
    this.#isTransaction = command === 'TransactWriteCommand';
    return this.#store.execute(command, input);
  };

  /** Invokes the function of an endpoint. @returns the body of its answer. */
  async ask(name: string, request: ApiRequest): Promise<Record<string, unknown>> {
    const spec = this.#system.model.functions.find(({ name: full }) => full.includes(`-${name}`));
    const answer = (await this.#invoke(spec?.arn ?? '', anApiEvent(request))) as {
      statusCode: number;
      body: string;
    };
    if (answer.statusCode >= 300) throw new Error(`${name}: ${answer.body}`);
    return JSON.parse(answer.body);
  }

  /** Hands over everything that waits, until nothing does. */
  async settle(): Promise<void> {
    for (;;) {
      const sources = this.#system.model.eventSources;
      let handed = false;
      for (const source of sources) {
        const queue = this.#queues.get(source.sourceArn);
        const table = this.#system.model.tables.find(({ streamArn }) => streamArn === source.sourceArn);
        const records = queue?.splice(0) ?? (table === undefined ? [] : this.#recordsOf(table, source));
        const passes = compileFilters(source.filters, source.logicalId);
        const wanted = queue === undefined ? records.filter((record) => passes(record)) : records;
        for (let start = 0; start < wanted.length; start += source.batchSize) {
          handed = true;
          const batch = wanted.slice(start, start + source.batchSize);
          const event = queue === undefined ? { Records: batch } : { Records: batch.map(toMessage) };
          const { batchItemFailures } = (await this.#invoke(source.functionArn, event)) as {
            batchItemFailures: readonly unknown[];
          };
          if (batchItemFailures.length > 0)
            throw new Error(`${source.logicalId}: ${batchItemFailures.length} failed`);
        }
      }
      if (!handed) return;
    }
  }

  /** What was consumed since the last call. */
  take(): Consumed {
    const taken = this.#consumed;
    this.#consumed = nothing();
    return taken;
  }

  #invoke(arn: string, event: unknown): Promise<unknown> {
    this.#consumed.invocations += 1;
    const handler = this.#system.handlers.get(arn);
    if (handler === undefined) throw new Error(`There is no function ${arn}`);
    return handler(event, { getRemainingTimeInMillis: () => 20_000 });
  }

  #put(entries: readonly Entry[]): object {
    for (const entry of entries) {
      const event = {
        source: entry.Source,
        'detail-type': entry.DetailType,
        detail: JSON.parse(entry.Detail),
      };
      for (const rule of this.#system.model.rules) {
        if (!compilePattern(rule.pattern, rule.logicalId)(event)) continue;
        for (const { arn } of rule.targets) {
          const queue = this.#queues.get(arn) ?? [];
          queue.push(JSON.stringify(event));
          this.#queues.set(arn, queue);
        }
      }
    }
    return { FailedEntryCount: 0, Entries: entries.map((_, n) => ({ EventId: String(n) })) };
  }

  /** Tells all readers of a table's stream of a change. */
  #write(change: TableChange): void {
    const { tables, eventSources } = this.#system.model;
    const streamArn = tables.find(({ name }) => name === change.table)?.streamArn;
    if (streamArn === undefined) return;
    for (const { logicalId, sourceArn } of eventSources) {
      if (sourceArn !== streamArn) continue;
      const waiting = this.#streams.get(logicalId) ?? [];
      waiting.push(change);
      this.#streams.set(logicalId, waiting);
    }
  }

  #recordsOf({ create }: TableSpec, { logicalId, sourceArn }: EventSourceSpec): object[] {
    const own = this.#streams.get(logicalId)?.splice(0) ?? [];
    const keys = (create.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName);
    return own.map(({ before, after }, n) => ({
      eventID: String(n),
      eventSourceARN: sourceArn,
      dynamodb: {
        Keys: marshall(Object.fromEntries(keys.map((key) => [key, (after ?? before)?.[key]]))),
        SequenceNumber: String(n),
        ...(before && { OldImage: marshall(before) }),
        ...(after && { NewImage: marshall(after) }),
      },
    }));
  }
}

const toMessage = (body: unknown, n: number) => ({
  messageId: `message-${n}`,
  body,
  attributes: { ApproximateReceiveCount: '1' },
});
