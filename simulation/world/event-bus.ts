import type { PutEventsCommandInput, PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';
import type { EventMetadata } from '../../contracts/definition/define-event.ts';
import type { RuleSpec, RuleTargetSpec } from '../../local/model.ts';
import { compilePattern } from '../../local/services/events/pattern.ts';
import type { World } from './world.ts';

/** An event that the bus has accepted. */
export interface AcceptedEvent {
  readonly name: string;
  readonly aggregateId: string;
  readonly version: number;
  /** As it was published first. */
  readonly metadata: EventMetadata;
}

/** EventBridge: the template's rules and their targets, which may get an event late and more than once. */
export class EventBus {
  /** Every event accepted so far, by name, aggregate and version. */
  readonly accepted = new Map<string, AcceptedEvent>();
  readonly #world: World;
  readonly #rules: readonly (RuleSpec & { readonly matches: (event: unknown) => boolean })[];
  #outUntil = 0;
  #events = 0;

  constructor(world: World, rules: readonly RuleSpec[]) {
    this.#world = world;
    this.#rules = rules
      .filter(({ enabled }) => enabled)
      .map((rule) => ({ ...rule, matches: compilePattern(rule.pattern, rule.logicalId) }));
  }

  /** Refuses everything until a time. */
  failUntil(time: number): void {
    this.#outUntil = Math.max(this.#outUntil, time);
  }

  /** Whether it refuses everything now. */
  get isOut(): boolean {
    return this.#world.now < this.#outUntil;
  }

  endOutage(): void {
    this.#outUntil = 0;
  }

  put({ Entries = [] }: PutEventsCommandInput): Omit<PutEventsCommandOutput, '$metadata'> {
    if (this.isOut) {
      throw Object.assign(new Error('The bus is out.'), { name: 'InternalException' });
    }
    const results = Entries.map((entry) => {
      if (Entries.length > 1 && this.#world.faults.strikes('partialPut')) {
        return { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
      }
      this.#events += 1;
      const detail = JSON.parse(entry.Detail ?? '{}');
      const event = {
        version: '0',
        id: `event-${this.#events}`,
        'detail-type': entry.DetailType ?? '',
        source: entry.Source ?? '',
        account: '000000000000',
        time: new Date(this.#world.now).toISOString().replace(/\.\d+Z$/, 'Z'),
        region: 'us-east-1',
        resources: [],
        detail,
      };
      const { metadata } = detail;
      const { aggregateId, aggregateVersion: version } = metadata;
      const name = event['detail-type'];
      const key = keyOf(name, aggregateId, version);
      if (!this.accepted.has(key)) this.accepted.set(key, { name, aggregateId, version, metadata });
      this.#world.note(`bus: ${name} of ${aggregateId} version ${version}`);
      for (const rule of this.#rules) {
        if (rule.busName !== entry.EventBusName || !rule.matches(event)) continue;
        for (const target of rule.targets) this.#deliver(rule, target, JSON.stringify(event));
      }
      return { EventId: event.id };
    });
    return {
      FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
      Entries: results,
    };
  }

  /** Whether an event was accepted. */
  has(name: string, aggregateId: string, version: number): boolean {
    return this.accepted.has(keyOf(name, aggregateId, version));
  }

  #deliver(rule: RuleSpec, target: RuleTargetSpec, body: string): void {
    const world = this.#world;
    const times = world.faults.strikes('duplicateEvent') ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      world.scheduler.after(world.wayOf(300), () => {
        if (!world.faults.strikes('undelivered')) return world.queueOf(target.arn).send(body);
        if (target.deadLetterArn === undefined) return world.note(`${rule.name}: an event is lost`);
        world.queueOf(target.deadLetterArn).send(body, { RULE_ARN: rule.arn, TARGET_ARN: target.arn });
      });
    }
  }
}

const keyOf = (name: string, aggregateId: string, version: number): string =>
  `${name} ${aggregateId} ${version}`;
