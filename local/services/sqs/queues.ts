import type { Store } from '../../data/store.ts';
import { parseJson } from '../../json.ts';
import type { EventSourceSpec, QueueSpec, RuleSpec } from '../../model.ts';
import type { Activity } from '../activity.ts';
import type { Message } from './message.ts';
import { attributeValues, textAttributes } from './message-attributes.ts';
import { type KeptMessage, Queue } from './queue.ts';

export interface QueuesProps {
  readonly queues: readonly QueueSpec[];
  /** Their onFailure queues count as dead-letter queues. */
  readonly eventSources: readonly EventSourceSpec[];
  /** So do those of their targets. */
  readonly rules: readonly RuleSpec[];
  readonly activity: Activity;
  /** Remembers the messages. */
  readonly store: Store;
}

/** A message in a dead-letter queue; times as ISO 8601. */
export interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  /** Parsed when it is JSON. */
  readonly body: unknown;
  /** EventBridge's reasons for an event that it could not deliver; absent when there are none. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly receiveCount: number;
  readonly sentAt: string;
  /** The queue it failed in, or to which it can be redriven; absent when there is none. */
  readonly sourceQueue?: string;
}

/** The standard queues of the template. */
export class Queues {
  readonly #byArn = new Map<string, Queue>();
  readonly #deadLetterArns: ReadonlySet<string>;

  constructor({ queues, eventSources, rules, activity, store }: QueuesProps) {
    const redrive = queues.map((spec) => spec.redrive?.deadLetterArn);
    const onFailure = eventSources.map((source) => source.onFailureArn);
    const undelivered = rules.flatMap(({ targets }) => targets.map(({ deadLetterArn }) => deadLetterArn));
    const arns = [...redrive, ...onFailure, ...undelivered];
    this.#deadLetterArns = new Set(arns.filter((arn) => arn !== undefined));
    for (const spec of queues) {
      const counted = this.#deadLetterArns.has(spec.arn) ? {} : { activity };
      const records = store.collection<KeptMessage>(`queue ${spec.name}`);
      this.#byArn.set(spec.arn, new Queue({ spec, records, ...counted, ...this.#redriveOf(spec) }));
    }
  }

  /** Puts in the messages that were here when the data were last used. */
  restore(): void {
    for (const queue of this.all) queue.restore();
  }

  /** The queue with this ARN; throws when the template has none. */
  queue(arn: string): Queue {
    const queue = this.#byArn.get(arn);
    if (!queue) throw new Error(`No queue has the ARN ${arn}; known: ${[...this.#byArn.keys()].join(', ')}`);
    return queue;
  }

  /** All of them, in the order of the template. */
  get all(): readonly Queue[] {
    return [...this.#byArn.values()];
  }

  /** Sends a message, with attributes of type `String`, and resolves with its id. */
  async send(
    queueArn: string,
    body: string,
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    return this.queue(queueArn).send(body, { attributes: textAttributes(attributes) });
  }

  /** The messages in every dead-letter queue of a queue, an event source or a rule's target. */
  deadLetters(): DeadLetter[] {
    return [...this.#deadLetterArns].flatMap((arn) => {
      const queue = this.queue(arn);
      return queue.messages.map((message) => this.#toDeadLetter(queue, message));
    });
  }

  /** Empties every queue. */
  reset(): void {
    for (const queue of this.all) queue.purge();
  }

  #redriveOf({ arn, redrive }: QueueSpec): { deadLetter?: (message: Message) => void } {
    if (!redrive) return {};
    return {
      deadLetter: (message) => {
        this.queue(redrive.deadLetterArn).takeOver({ ...message, sourceArn: arn });
      },
    };
  }

  #toDeadLetter({ spec: { arn, name } }: Queue, message: Message): DeadLetter {
    const source = this.all.find(({ spec }) =>
      message.sourceArn === undefined ? spec.redrive?.deadLetterArn === arn : spec.arn === message.sourceArn,
    );
    return {
      queue: name,
      messageId: message.messageId,
      body: parseJson(message.body) ?? message.body,
      ...(Object.keys(message.attributes).length > 0 && { attributes: attributeValues(message.attributes) }),
      receiveCount: message.receiveCount,
      sentAt: new Date(message.sentAt).toISOString(),
      ...(source && { sourceQueue: source.spec.name }),
    };
  }
}
