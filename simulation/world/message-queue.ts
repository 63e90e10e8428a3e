import type { EventSourceSpec, QueueSpec } from '../../local/model.ts';
import { batchItemFailures } from '../../local/services/batch-item-failures.ts';
import type { InvokeResult } from '../../local/services/invoke.ts';
import type { World } from './world.ts';

export type Attributes = Readonly<Record<string, string>>;

interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Attributes;
  readonly sentAt: number;
  receives: number;
  /** Not delivered before; epoch milliseconds. */
  visibleAt: number;
}

/** A queue and the functions that it feeds. Like SQS it delivers at least once, in no particular order. */
export class MessageQueue {
  readonly spec: QueueSpec;
  readonly #world: World;
  readonly #messages = new Set<Message>();
  readonly #sources: EventSourceSpec[] = [];
  #sent = 0;

  constructor(world: World, spec: QueueSpec) {
    this.#world = world;
    this.spec = spec;
  }

  /** Feeds a function from now on. */
  feed(source: EventSourceSpec): void {
    if (source.enabled) this.#sources.push(source);
  }

  /** Whether a function takes its messages. */
  get isConsumed(): boolean {
    return this.#sources.length > 0;
  }

  get size(): number {
    return this.#messages.size;
  }

  send(body: string, attributes: Attributes = {}): void {
    this.#sent += 1;
    const { now } = this.#world;
    const messageId = `${this.spec.name}-${this.#sent}`;
    const message = { messageId, body, attributes, sentAt: now, receives: 0, visibleAt: now };
    this.#messages.add(message);
    this.#deliverLater(message, this.#world.wayOf(500) + this.spec.delaySeconds * 1000);
  }

  /** Removes all messages and returns them: what an operator does who redrives. */
  take(): { readonly body: string; readonly attributes: Attributes }[] {
    const taken = [...this.#messages];
    this.#messages.clear();
    return taken;
  }

  #deliverLater(message: Message, milliseconds: number): void {
    if (!this.isConsumed) return;
    message.visibleAt = this.#world.now + milliseconds;
    this.#world.scheduler.after(milliseconds, () => this.#gather(message));
  }

  /** Waits for others that come meanwhile, as long as the window in which a batch is gathered. */
  #gather(message: Message): void {
    const window = Math.max(...this.#sources.map((source) => source.maximumBatchingWindowSeconds)) * 1000;
    if (window === 0) this.#deliver(message);
    else this.#world.scheduler.after(window, () => this.#deliver(message));
  }

  /** Delivers a message together with others that are visible. */
  #deliver(first: Message): void {
    const { now, random } = this.#world;
    const isVisible = (message: Message) => this.#messages.has(message) && message.visibleAt <= now;
    if (!isVisible(first)) return;
    const source = random.pick(this.#sources);
    const others = random.shuffled([...this.#messages].filter((each) => each !== first && isVisible(each)));
    const batch = [first, ...others.slice(0, random.between(0, source.batchSize - 1))];
    const received = batch.filter((message) => this.#receive(message));
    if (received.length === 0) return;
    const event = { Records: received.map((message) => this.#recordOf(message)) };
    this.#world.invoke(source.functionArn, event, (result) => this.#settle(source, received, result));
  }

  /** Hides a message for the visibility timeout, or moves it to the dead-letter queue. @returns whether it is delivered. */
  #receive(message: Message): boolean {
    const { redrive, visibilityTimeoutSeconds } = this.spec;
    message.receives += 1;
    if (redrive !== undefined && message.receives > redrive.maxReceiveCount) {
      this.#messages.delete(message);
      this.#world.queueOf(redrive.deadLetterArn).send(message.body, message.attributes);
      return false;
    }
    this.#deliverLater(message, visibilityTimeoutSeconds * 1000);
    return true;
  }

  #settle(source: EventSourceSpec, batch: readonly Message[], result: InvokeResult): void {
    const failures = result.ok ? batchItemFailures(result.payload) : undefined;
    const ids = new Set(batch.map(({ messageId }) => messageId));
    const areKnown = failures?.every((id) => ids.has(id)) ?? false;
    const failed = source.reportBatchItemFailures && areKnown ? new Set(failures) : ids;
    for (const message of batch) {
      const isDone = source.reportBatchItemFailures ? !failed.has(message.messageId) : result.ok;
      // The message stays invisible until its timeout, and is then delivered again.
      if (isDone && !this.#world.faults.strikes('messageAgain')) this.#messages.delete(message);
    }
  }

  #recordOf({ messageId, body, attributes, receives, sentAt }: Message) {
    return {
      messageId,
      receiptHandle: messageId,
      body,
      attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(sentAt) },
      messageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, stringValue]) => [name, { dataType: 'String', stringValue }]),
      ),
      eventSource: 'aws:sqs',
      eventSourceARN: this.spec.arn,
      awsRegion: 'us-east-1',
    };
  }
}
