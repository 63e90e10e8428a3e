import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { Collection } from '../../data/store.ts';
import type { QueueSpec } from '../../model.ts';
import type { Activity } from '../activity.ts';
import { type Message, newMessage, type ReceivedMessage } from './message.ts';
import type { MessageAttributes } from './message-attributes.ts';

export interface QueueProps {
  readonly spec: QueueSpec;
  /** Counts each message until it is deleted or moved on; absent for a dead-letter queue. */
  readonly activity?: Activity;
  /** Remembers the messages, by their ids. */
  readonly records: Collection<KeptMessage>;
  /** Takes a message that was received `maxReceiveCount` times and not deleted. */
  readonly deadLetter?: (message: Message) => void;
}

export interface SendOptions {
  readonly attributes?: MessageAttributes;
  /** For how long nobody can receive the message; default: the queue's own delay. */
  readonly delaySeconds?: number | undefined;
}

type Hidden = 'delayed' | 'in flight';

/** A message as it is kept from one start to the next. */
export interface KeptMessage {
  readonly message: Message;
  /** Until when nobody can receive it, in epoch milliseconds. Default: it is visible. */
  readonly hidden?: { readonly state: Hidden; readonly until: number };
  /** Of its last receive. */
  readonly receiptHandle?: string;
}

/** A message with where it is in its life. */
interface Entry {
  message: Message;
  state: 'visible' | Hidden;
  /** Of its last receive. */
  receiptHandle?: string;
  /** When a hidden message becomes visible, in epoch milliseconds. */
  until?: number;
  timer?: NodeJS.Timeout;
  readonly end: () => void;
}

const nothing = (): void => {};

/** One standard queue. Retention is not applied: messages stay until a reset. */
export class Queue {
  readonly spec: QueueSpec;
  readonly #activity: Activity | undefined;
  readonly #records: Collection<KeptMessage>;
  readonly #deadLetter: ((message: Message) => void) | undefined;
  readonly #visible = new Set<Entry>();
  /** Delayed or in flight. */
  readonly #hidden = new Set<Entry>();
  readonly #byHandle = new Map<string, Entry>();
  readonly #events = new EventEmitter().setMaxListeners(0);

  constructor({ spec, activity, records, deadLetter }: QueueProps) {
    this.spec = spec;
    this.#activity = activity;
    this.#records = records;
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

  /** Puts in the messages that were here when the data were last used. Called once, before anything else. */
  restore(): void {
    const kept = [...this.#records.kept.values()];
    for (const { message, hidden, receiptHandle } of kept.toSorted(bySentAt)) {
      const entry: Entry = { ...this.#entry(message), ...(receiptHandle !== undefined && { receiptHandle }) };
      if (receiptHandle !== undefined) this.#byHandle.set(receiptHandle, entry);
      if (hidden === undefined) this.#show(entry);
      else this.#hide(entry, hidden.state, Math.max(0, hidden.until - Date.now()));
    }
  }

  /** Resolves with the message's id once it is kept. @throws NotWrittenError if it cannot be */
  async send(body: string, { attributes, delaySeconds }: SendOptions = {}): Promise<string> {
    const message = newMessage(body, attributes);
    const entry = this.#entry(message);
    const milliseconds = (delaySeconds ?? this.spec.delaySeconds) * 1000;
    const until = Date.now() + milliseconds;
    const hidden = milliseconds > 0 && { hidden: { state: 'delayed' as const, until } };
    try {
      await this.#records.write(message.messageId, { message, ...hidden });
    } catch (error) {
      entry.end();
      throw error;
    }
    this.#showAfter(entry, milliseconds);
    return message.messageId;
  }

  /** Takes over a message of another queue as it is: a dead letter keeps its id and its age. */
  takeOver(taken: Message): void {
    const message = { ...taken, receivedElsewhere: taken.receiveCount };
    this.#records.note(message.messageId, { message });
    this.#showAfter(this.#entry(message), this.spec.delaySeconds * 1000);
  }

  /** Takes up to `max` visible messages, oldest first, and hides them for a time, by default the queue's own. */
  receive(max: number, visibilitySeconds?: number): ReceivedMessage[] {
    const received = this.lend(max, visibilitySeconds);
    for (const { receiptHandle } of received) this.#note(this.#byHandle.get(receiptHandle));
    return received;
  }

  /**
   * Takes messages like {@link receive}, for a function of this process: what it has not handled when the process
   * ends, it has not received at all.
   */
  lend(max: number, visibilitySeconds = this.spec.visibilityTimeoutSeconds): ReceivedMessage[] {
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

  /** Takes back a message that was lent, as if it had not been; an older handle does nothing. */
  takeBack(receiptHandle: string): void {
    const entry = this.#byHandle.get(receiptHandle);
    if (entry === undefined) return;
    this.#remove(entry);
    entry.message = { ...entry.message, receiveCount: entry.message.receiveCount - 1 };
    this.#show(entry);
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
    this.#note(entry);
    return 'changed';
  }

  /** Drops every message. */
  purge(): void {
    for (const entry of [...this.#visible, ...this.#hidden]) this.#end(entry);
  }

  #entry(message: Message): Entry {
    return { message, state: 'visible', end: this.#activity?.begin() ?? nothing };
  }

  #showAfter(entry: Entry, milliseconds: number): void {
    if (milliseconds > 0) this.#hide(entry, 'delayed', milliseconds);
    else this.#show(entry);
  }

  #hide(entry: Entry, state: Hidden, milliseconds: number): void {
    entry.state = state;
    this.#hidden.add(entry);
    entry.until = Date.now() + milliseconds;
    entry.timer = setTimeout(() => {
      this.#hidden.delete(entry);
      this.#show(entry);
    }, milliseconds).unref();
  }

  #show(entry: Entry): void {
    const receives = entry.message.receiveCount - (entry.message.receivedElsewhere ?? 0);
    if (this.#deadLetter && receives >= (this.spec.redrive?.maxReceiveCount ?? Infinity)) {
      this.#deadLetter(entry.message);
      this.#end(entry);
      return;
    }
    entry.state = 'visible';
    this.#visible.add(entry);
    this.#events.emit('visible');
  }

  /** Remembers the state of a message in flight. */
  #note(entry: Entry | undefined): void {
    if (entry === undefined) return;
    const { message, state, until, receiptHandle } = entry;
    const hidden = state !== 'visible' && until !== undefined && { hidden: { state, until } };
    const handle = receiptHandle !== undefined && { receiptHandle };
    this.#records.note(message.messageId, { message, ...hidden, ...handle });
  }

  #end(entry: Entry): void {
    this.#remove(entry);
    this.#records.forget(entry.message.messageId);
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

const bySentAt = (a: KeptMessage, b: KeptMessage): number => a.message.sentAt - b.message.sentAt;
