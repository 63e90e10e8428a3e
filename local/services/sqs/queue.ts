import { randomUUID } from 'node:crypto';
import type { Activity } from '../../activity.ts';
import type { QueueSpec } from '../../template/model.ts';
import { type Message, type MessageAttributes, newMessage, type ReceivedMessage } from './message.ts';

export interface QueueProps {
  readonly spec: QueueSpec;
  /** Counts each message until it is deleted or moved on; absent for a dead-letter queue. */
  readonly activity?: Activity;
  /** Takes a message that was received `maxReceiveCount` times and not deleted. */
  readonly deadLetter?: (message: Message) => void;
}

interface Hidden {
  readonly message: Message;
  readonly timer: NodeJS.Timeout;
}

/** One standard queue in memory. Retention is not applied: what is left stays until a reset. */
export class Queue {
  readonly spec: QueueSpec;
  readonly #activity: Activity | undefined;
  readonly #deadLetter: ((message: Message) => void) | undefined;
  readonly #visible: Message[] = [];
  /** In flight by receipt handle, delayed by a key of their own. */
  readonly #hidden = new Map<string, Hidden>();
  readonly #open = new Map<string, () => void>();
  readonly #listeners: (() => void)[] = [];

  constructor({ spec, activity, deadLetter }: QueueProps) {
    this.spec = spec;
    this.#activity = activity;
    this.#deadLetter = deadLetter;
  }

  get visibleCount(): number {
    return this.#visible.length;
  }

  /** Every message in the queue, in flight or not. */
  get messages(): readonly Message[] {
    return [...this.#visible, ...[...this.#hidden.values()].map(({ message }) => message)];
  }

  /** Calls `listener` whenever a message becomes visible. */
  onVisible(listener: () => void): void {
    this.#listeners.push(listener);
  }

  send(body: string, attributes?: MessageAttributes): string {
    return this.put(newMessage(body, attributes));
  }

  /** Puts in a message as it is, so that a dead letter keeps its id and its age. */
  put(message: Message): string {
    if (this.#activity) this.#open.set(message.messageId, this.#activity.begin());
    if (this.spec.delaySeconds > 0) this.#hide(randomUUID(), message, this.spec.delaySeconds * 1000);
    else this.#show(message);
    return message.messageId;
  }

  /** Takes up to `max` visible messages, oldest first, and hides them for the visibility timeout. */
  receive(max: number): ReceivedMessage[] {
    return this.#visible.splice(0, max).map((message) => {
      const received: ReceivedMessage = {
        ...message,
        receiptHandle: randomUUID(),
        receiveCount: message.receiveCount + 1,
        firstReceivedAt: message.firstReceivedAt ?? Date.now(),
      };
      this.#hide(received.receiptHandle, received, this.spec.visibilityTimeoutSeconds * 1000);
      return received;
    });
  }

  /** Deletes a message in flight; an outdated handle does nothing. */
  delete(receiptHandle: string): void {
    const message = this.#unhide(receiptHandle);
    if (message) this.#end(message);
  }

  /** Sets in how many milliseconds from now a message in flight becomes visible again. */
  changeVisibility(receiptHandle: string, milliseconds: number): void {
    const message = this.#unhide(receiptHandle);
    if (message) this.#hide(receiptHandle, message, milliseconds);
  }

  /** Drops every message. */
  purge(): void {
    for (const { timer } of this.#hidden.values()) clearTimeout(timer);
    this.#hidden.clear();
    this.#visible.length = 0;
    for (const end of this.#open.values()) end();
    this.#open.clear();
  }

  #hide(key: string, message: Message, milliseconds: number): void {
    const timer = setTimeout(() => {
      this.#hidden.delete(key);
      this.#show(message);
    }, milliseconds);
    this.#hidden.set(key, { message, timer });
  }

  #unhide(key: string): Message | undefined {
    const hidden = this.#hidden.get(key);
    clearTimeout(hidden?.timer);
    this.#hidden.delete(key);
    return hidden?.message;
  }

  #show(message: Message): void {
    if (this.#deadLetter && message.receiveCount >= (this.spec.redrive?.maxReceiveCount ?? Infinity)) {
      this.#deadLetter(message);
      this.#end(message);
      return;
    }
    this.#visible.push(message);
    for (const listener of this.#listeners) listener();
  }

  #end(message: Message): void {
    this.#open.get(message.messageId)?.();
    this.#open.delete(message.messageId);
  }
}
