import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { QueueSpec } from '../../model.ts';
import type { Activity } from '../activity.ts';
import { type Message, newMessage, type ReceivedMessage } from './message.ts';
import type { MessageAttributes } from './message-attributes.ts';

export interface QueueProps {
  readonly spec: QueueSpec;
  /** Counts each message until it is deleted or moved on; absent for a dead-letter queue. */
  readonly activity?: Activity;
  /** Takes a message that was received `maxReceiveCount` times and not deleted. */
  readonly deadLetter?: (message: Message) => void;
}

export interface SendOptions {
  readonly attributes?: MessageAttributes;
  /** For how long nobody can receive the message; default: the queue's own delay. */
  readonly delaySeconds?: number | undefined;
}

/** A message with where it is in its life. */
interface Entry {
  message: Message;
  state: 'visible' | 'delayed' | 'in flight';
  /** Of its last receive. */
  receiptHandle?: string;
  timer?: NodeJS.Timeout;
  readonly end: () => void;
}

const nothing = (): void => {};

/** One standard queue in memory. Retention is not applied: messages stay until a reset. */
export class Queue {
  readonly spec: QueueSpec;
  readonly #activity: Activity | undefined;
  readonly #deadLetter: ((message: Message) => void) | undefined;
  readonly #visible = new Set<Entry>();
  /** Delayed or in flight. */
  readonly #hidden = new Set<Entry>();
  readonly #byHandle = new Map<string, Entry>();
  readonly #events = new EventEmitter().setMaxListeners(0);

  constructor({ spec, activity, deadLetter }: QueueProps) {
    this.spec = spec;
    this.#activity = activity;
    this.#deadLetter = deadLetter;
  }

  get visibleCount(): number {
    return this.#visible.size;
  }

  get inFlightCount(): number {
    return [...this.#hidden].filter(({ state }) => state === 'in flight').length;
  }

  get delayedCount(): number {
    return this.#hidden.size - this.inFlightCount;
  }

  /** Every message in the queue, visible or not. */
  get messages(): readonly Message[] {
    return [...this.#visible, ...this.#hidden].map(({ message }) => message);
  }

  /** Calls `listener` whenever a message becomes visible. */
  onVisible(listener: () => void): void {
    this.#events.on('visible', listener);
  }

  /** Resolves once a message becomes visible, or when `signal` is aborted. */
  async nextVisible(signal: AbortSignal): Promise<void> {
    await once(this.#events, 'visible', { signal }).catch(nothing);
  }

  send(body: string, { attributes, delaySeconds }: SendOptions = {}): string {
    return this.put(newMessage(body, attributes), delaySeconds);
  }

  /** Puts in a message as it is, so that a dead letter keeps its id and its age. */
  put(message: Message, delaySeconds = this.spec.delaySeconds): string {
    const entry: Entry = { message, state: 'visible', end: this.#activity?.begin() ?? nothing };
    if (delaySeconds > 0) this.#hide(entry, 'delayed', delaySeconds * 1000);
    else this.#show(entry);
    return message.messageId;
  }

  /** Takes up to `max` visible messages, oldest first, and hides them for a time, by default the queue's own. */
  receive(max: number, visibilitySeconds = this.spec.visibilityTimeoutSeconds): ReceivedMessage[] {
    return [...this.#visible].slice(0, max).map((entry) => {
      const received: ReceivedMessage = {
        ...entry.message,
        receiptHandle: randomUUID(),
        receiveCount: entry.message.receiveCount + 1,
        firstReceivedAt: entry.message.firstReceivedAt ?? Date.now(),
      };
      this.#remove(entry);
      entry.message = received;
      entry.receiptHandle = received.receiptHandle;
      this.#byHandle.set(received.receiptHandle, entry);
      this.#hide(entry, 'in flight', visibilitySeconds * 1000);
      return received;
    });
  }

  /** Deletes a message by the handle of its last receive; an older handle does nothing. */
  delete(receiptHandle: string): void {
    const entry = this.#byHandle.get(receiptHandle);
    if (entry) this.#end(entry);
  }

  /**
   * Sets in how many milliseconds from now a message in flight becomes visible again.
   * @returns `visible` when it already is visible, `unknown` when there is no such handle
   */
  changeVisibility(receiptHandle: string, milliseconds: number): 'changed' | 'visible' | 'unknown' {
    const entry = this.#byHandle.get(receiptHandle);
    if (entry === undefined) return 'unknown';
    if (entry.state === 'visible') return 'visible';
    this.#remove(entry);
    this.#byHandle.set(receiptHandle, entry);
    this.#hide(entry, 'in flight', milliseconds);
    return 'changed';
  }

  /** Drops every message. */
  purge(): void {
    for (const entry of [...this.#visible, ...this.#hidden]) this.#end(entry);
  }

  #hide(entry: Entry, state: 'delayed' | 'in flight', milliseconds: number): void {
    entry.state = state;
    this.#hidden.add(entry);
    entry.timer = setTimeout(() => {
      this.#hidden.delete(entry);
      this.#show(entry);
    }, milliseconds).unref();
  }

  #show(entry: Entry): void {
    if (this.#deadLetter && entry.message.receiveCount >= (this.spec.redrive?.maxReceiveCount ?? Infinity)) {
      this.#deadLetter(entry.message);
      this.#end(entry);
      return;
    }
    entry.state = 'visible';
    this.#visible.add(entry);
    this.#events.emit('visible');
  }

  #end(entry: Entry): void {
    this.#remove(entry);
    entry.end();
  }

  /** Takes an entry out of everything that knows it. */
  #remove(entry: Entry): void {
    clearTimeout(entry.timer);
    this.#visible.delete(entry);
    this.#hidden.delete(entry);
    if (entry.receiptHandle !== undefined) this.#byHandle.delete(entry.receiptHandle);
  }
}
