import { setTimeout as sleep } from 'node:timers/promises';
import type { EventSourceSpec } from '../../model.ts';
import { retry } from '../../retry.ts';
import type { Activity } from '../activity.ts';
import { batchItemFailures } from '../batch-item-failures.ts';
import { compileFilters, type Matcher } from '../events/pattern.ts';
import type { Deliver, InvokeResult } from '../invoke.ts';
import { type DiscardedBatch, discardedBatch } from './discarded-batch.ts';
import type { StreamPosition, StreamReader, StreamRecord } from './stream-reader.ts';

export interface StreamSourceProps {
  readonly spec: EventSourceSpec;
  readonly reader: StreamReader;
  readonly invoke: Deliver;
  readonly activity: Activity;
  /** Resolves once the queue has the message. */
  readonly sendToQueue: (queueArn: string, body: string) => Promise<void>;
  /** Called with each position up to which everything has been handled. Default: nothing. */
  readonly onHandled?: (position: StreamPosition) => void;
  /** How long to wait after the given number of failures, in milliseconds. Default: 50, doubling to 1000. */
  readonly backoffMs?: (failures: number) => number;
  /** How long records gather after an invocation before the next, in milliseconds. Default 20. */
  readonly gatherMs?: number;
  /** Epoch milliseconds. Default: the system's clock. */
  readonly now?: () => number;
}

/** Records to hand over together. */
interface Attempt {
  readonly records: readonly StreamRecord[];
  /** How often they have failed already. */
  readonly failures: number;
  /** Of the last invocation; undefined before the first. */
  readonly result?: InvokeResult | undefined;
}

/**
 * The event source mapping from a table's stream to a function: in order, one batch at a time. It reads when a
 * write has happened instead of polling, and takes no batching window: the first record is handed over at once. What is
 * written during an invocation, and for a moment after it, makes the next batch: full batches cost less than many small ones.
 */
export class StreamSource {
  readonly spec: EventSourceSpec;
  readonly #props: Required<StreamSourceProps>;
  readonly #passes: Matcher;
  readonly #closed = new AbortController();
  /** Ends the activity of writes that were answered and whose records have not been read yet. */
  #answered: (() => void)[] = [];
  #draining = false;

  constructor({
    backoffMs = (failures) => Math.min(25 * 2 ** failures, 1000),
    now = Date.now,
    onHandled = () => {},
    gatherMs = 20,
    ...props
  }: StreamSourceProps) {
    this.spec = props.spec;
    this.#props = { backoffMs, now, onHandled, gatherMs, ...props };
    this.#passes = compileFilters(props.spec.filters, props.spec.logicalId);
  }

  /**
   * Notes a write about to be made; the returned function has its records read once the engine has answered.
   * The write counts as activity until they are handled.
   */
  expectWrite(): () => void {
    const end = this.#props.activity.begin();
    return () => {
      if (this.#closed.signal.aborted) return end();
      this.#answered.push(end);
      if (!this.#draining) void this.#drain();
    };
  }

  /** Reads what has been written already. */
  resume(): void {
    this.expectWrite()();
  }

  /** Forgets what has not been handled; the result of a running invocation is ignored. */
  close(): void {
    this.#closed.abort();
    for (const end of this.#answered.splice(0)) end();
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.#answered.length > 0) {
      const settled = this.#answered.splice(0);
      const invoked = await this.#handleAll();
      for (const end of settled) end();
      if (invoked && this.#answered.length > 0) await this.#pause(this.#props.gatherMs);
    }
    this.#draining = false;
  }

  /** Resolves with whether there was anything to hand over. */
  async #handleAll(): Promise<boolean> {
    const { batchSize } = this.#props.spec;
    let any = false;
    for (let last = false; !last && !this.#closed.signal.aborted; ) {
      const page = await this.#read();
      const records = page.records.filter((record) => this.#passes(record));
      for (let index = 0; index < records.length; index += batchSize) {
        await this.#handleBatch(records.slice(index, index + batchSize));
      }
      any ||= records.length > 0;
      if (page.end !== undefined && !this.#closed.signal.aborted) this.#props.onHandled(page.end);
      last = page.last;
    }
    return any;
  }

  async #read(): ReturnType<StreamReader['read']> {
    const { reader, backoffMs } = this.#props;
    // Skipping a page would lose its records: keep trying until the source is closed.
    return retry(() => reader.read(), { backoffMs, signal: this.#closed.signal }).catch(() => ({
      records: [],
      last: true,
      end: undefined,
    }));
  }

  async #handleBatch(batch: readonly StreamRecord[]): Promise<void> {
    const { spec, invoke } = this.#props;
    const waiting: Attempt[] = [{ records: batch, failures: 0 }];
    for (let next = waiting.shift(); next && !this.#closed.signal.aborted; next = waiting.shift()) {
      const records = await this.#withoutExpired(next);
      if (records.length === 0) continue;
      const result = await invoke(spec.functionArn, { Records: records });
      if (result === 'interrupted') {
        waiting.unshift({ ...next, records });
        continue;
      }
      const firstFailed = this.#firstFailed(result, records);
      if (firstFailed === undefined) continue;
      const rest = records.slice(firstFailed);
      // As on AWS, records before the first failed one are done, and the count of failures starts again with the others.
      const failures = firstFailed > 0 ? 0 : next.failures + 1;
      if (!result.ok && spec.bisectBatchOnError && rest.length > 1) {
        // As on AWS, splitting a batch does not count as a retry.
        const half = Math.ceil(rest.length / 2);
        const halves = [rest.slice(0, half), rest.slice(half)];
        waiting.unshift(...halves.map((each) => ({ ...next, records: each, result })));
      } else if (spec.maximumRetryAttempts >= 0 && failures > spec.maximumRetryAttempts) {
        await this.#discard({ records: rest, failures, result }, 'RetryAttemptsExhausted');
        continue;
      } else {
        waiting.unshift({ records: rest, failures, result });
      }
      await this.#pause(this.#props.backoffMs(failures));
    }
  }

  /** Gives up the records of an attempt that are older than the mapping allows, and returns the others. */
  async #withoutExpired({ records, failures, result }: Attempt): Promise<readonly StreamRecord[]> {
    const { spec, now } = this.#props;
    if (spec.maximumRecordAgeSeconds < 0) return records;
    const oldest = now() / 1000 - spec.maximumRecordAgeSeconds;
    const isExpired = (record: StreamRecord) => record.dynamodb.ApproximateCreationDateTime < oldest;
    const expired = records.filter(isExpired);
    if (expired.length > 0) await this.#discard({ records: expired, failures, result }, 'RecordAgeExceeded');
    return records.filter((record) => !isExpired(record));
  }

  /** The index of the first record to hand over again; undefined when all are handled. */
  #firstFailed(result: InvokeResult, records: readonly StreamRecord[]): number | undefined {
    if (!result.ok) return 0;
    if (!this.#props.spec.reportBatchItemFailures) return undefined;
    const failures = batchItemFailures(result.payload);
    if (failures?.length === 0) return undefined;
    const indexes = failures?.map((id) =>
      records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === id),
    );
    // As on AWS, an answer that names an unknown record fails the whole batch.
    return Math.max(0, Math.min(...(indexes ?? [0])));
  }

  async #discard(
    { records, failures, result }: Attempt,
    condition: DiscardedBatch['condition'],
  ): Promise<void> {
    const { spec, reader, sendToQueue, backoffMs } = this.#props;
    const { signal } = this.#closed;
    const { onFailureArn } = spec;
    if (signal.aborted || !onFailureArn) return;
    const batch = { functionArn: spec.functionArn, shardId: reader.shardId, records };
    const document = discardedBatch({ ...batch, result, condition, invokeCount: failures });
    // Going on without it would lose the records.
    const send = () => sendToQueue(onFailureArn, JSON.stringify(document));
    await retry(send, { backoffMs, signal }).catch(() => {});
  }

  async #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#closed;
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
