import type { Activity } from '../../activity.ts';
import type { EventSourceSpec, QueueSpec } from '../../template/model.ts';
import { type Message, parseJson } from './message.ts';
import { Queue } from './queue.ts';

export interface QueuesProps {
  readonly queues: readonly QueueSpec[];
  /** Their onFailure queues count as dead-letter queues. */
  readonly eventSources: readonly EventSourceSpec[];
  readonly activity: Activity;
}

/** A message that nobody will handle any more; times as ISO 8601. */
export interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  /** Parsed when it is JSON. */
  readonly body: unknown;
  readonly receiveCount: number;
  readonly sentAt: string;
  /** The queue it failed in; absent when an event source put it here. */
  readonly sourceQueue?: string;
}

/** The standard queues of the template, in memory. */
export class Queues {
  readonly #byArn = new Map<string, Queue>();
  readonly #deadLetterArns: ReadonlySet<string>;

  constructor({ queues, eventSources, activity }: QueuesProps) {
    const redrive = queues.map((spec) => spec.redrive?.deadLetterArn);
    const onFailure = eventSources.map((source) => source.onFailureArn);
    this.#deadLetterArns = new Set([...redrive, ...onFailure].filter((arn) => arn !== undefined));
    for (const spec of queues) {
      const counted = this.#deadLetterArns.has(spec.arn) ? {} : { activity };
      this.#byArn.set(spec.arn, new Queue({ spec, ...counted, ...this.#redriveOf(spec) }));
    }
  }

  /** The queue with this ARN; throws when the template has none. */
  queue(arn: string): Queue {
    const queue = this.#byArn.get(arn);
    if (!queue) throw new Error(`No queue has the ARN ${arn}; known: ${[...this.#byArn.keys()].join(', ')}`);
    return queue;
  }

  /** Sends a message and answers its id. */
  send(queueArn: string, body: string): string {
    return this.queue(queueArn).send(body);
  }

  /** What ended in a queue that is some queue's redrive target or some event source's onFailure target. */
  deadLetters(): DeadLetter[] {
    return [...this.#deadLetterArns].flatMap((arn) => {
      const queue = this.queue(arn);
      return queue.messages.map((message) => this.#toDeadLetter(queue.spec.name, message));
    });
  }

  /** Empties every queue. */
  reset(): void {
    for (const queue of this.#byArn.values()) queue.purge();
  }

  #redriveOf({ arn, redrive }: QueueSpec): { deadLetter?: (message: Message) => void } {
    if (!redrive) return {};
    return {
      deadLetter: (message) => {
        this.queue(redrive.deadLetterArn).put({ ...message, sourceArn: arn });
      },
    };
  }

  #toDeadLetter(queue: string, message: Message): DeadLetter {
    return {
      queue,
      messageId: message.messageId,
      body: parseJson(message.body),
      receiveCount: message.receiveCount,
      sentAt: new Date(message.sentAt).toISOString(),
      ...(message.sourceArn && { sourceQueue: this.queue(message.sourceArn).spec.name }),
    };
  }
}
