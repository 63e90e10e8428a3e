import { parseJson } from '../../json.ts';
import type { EventSourceSpec } from '../../model.ts';
import { batchItemFailures } from '../batch-item-failures.ts';
import { compileFilters, type Matcher } from '../events/pattern.ts';
import type { Deliver } from '../invoke.ts';
import { type ReceivedMessage, toSqsRecord } from './message.ts';
import type { Queue } from './queue.ts';

export interface QueueSourceProps {
  readonly spec: EventSourceSpec;
  readonly queue: Queue;
  readonly invoke: Deliver;
  /** How long a failed message stays hidden, in milliseconds. Default: 100 for each receive, at most 2000. */
  readonly backoffMs?: (receiveCount: number) => number;
}

const MAX_CONCURRENCY = 4;

/** An incomplete batch waits until this long after the last one began, in milliseconds: full ones cost less than many small ones. */
const GATHER_MS = 20;
/** The same for mappings that have a batching window, and so need not hurry. */
const GATHER_IN_WINDOW_MS = 100;

/**
 * The event source mapping from a queue to a function. Unlike AWS's it shows a failed message again after a
 * short backoff instead of the whole visibility timeout, and a batching window ends a tenth of a second after the last batch began: an
 * idle function gets what is there at once. The visibility timeout still protects the messages of a running invocation.
 */
export class QueueSource {
  readonly #props: Required<QueueSourceProps>;
  readonly #passes: Matcher;
  readonly #concurrency: number;
  readonly #gatherMs: number;
  #running = 0;
  /** When the last batch began. */
  #began = Number.NEGATIVE_INFINITY;
  #scheduled: NodeJS.Timeout | undefined;
  #closed = false;

  constructor({ backoffMs = (count) => Math.min(100 * count, 2000), ...props }: QueueSourceProps) {
    this.#props = { backoffMs, ...props };
    this.#gatherMs = props.spec.maximumBatchingWindowSeconds > 0 ? GATHER_IN_WINDOW_MS : GATHER_MS;
    this.#passes = compileFilters(props.spec.filters, props.spec.logicalId);
    this.#concurrency = Math.min(props.spec.maximumConcurrency ?? MAX_CONCURRENCY, MAX_CONCURRENCY);
    if (props.spec.enabled) props.queue.onVisible(() => this.#wake());
  }

  /** Takes no more messages; running invocations end on their own. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#scheduled);
  }

  #wake(): void {
    if (this.#closed || this.#running >= this.#concurrency) return;
    if (this.#props.queue.visibleCount >= this.#props.spec.batchSize) {
      this.#poll();
      return;
    }
    const gathersFor = Math.max(0, this.#began + this.#gatherMs - Date.now());
    this.#scheduled ??= setTimeout(() => this.#poll(), gathersFor);
  }

  #poll(): void {
    clearTimeout(this.#scheduled);
    this.#scheduled = undefined;
    const messages = this.#closed ? [] : this.#props.queue.lend(this.#props.spec.batchSize);
    if (messages.length === 0) return;
    this.#running += 1;
    this.#began = Date.now();
    void this.#handle(messages).finally(() => {
      this.#running -= 1;
      if (this.#props.queue.visibleCount > 0) this.#wake();
    });
    if (this.#props.queue.visibleCount > 0) this.#wake();
  }

  async #handle(messages: readonly ReceivedMessage[]): Promise<void> {
    const { spec, queue, invoke, backoffMs } = this.#props;
    const passing = messages.filter((message) => this.#passes(filterable(message, queue.spec.arn)));
    const failed = passing.length === 0 ? new Set() : await this.#failedIds(passing, spec, invoke);
    for (const { messageId, receiptHandle, receiveCount } of messages) {
      if (failed === 'interrupted') queue.takeBack(receiptHandle);
      else if (failed.has(messageId)) queue.changeVisibility(receiptHandle, backoffMs(receiveCount));
      else queue.delete(receiptHandle);
    }
  }

  async #failedIds(
    messages: readonly ReceivedMessage[],
    spec: EventSourceSpec,
    invoke: Deliver,
  ): Promise<ReadonlySet<string> | 'interrupted'> {
    const all = new Set(messages.map((message) => message.messageId));
    const event = { Records: messages.map((message) => toSqsRecord(message, spec.sourceArn)) };
    const result = await invoke(spec.functionArn, event);
    if (result === 'interrupted') return result;
    if (!result.ok) return all;
    if (!spec.reportBatchItemFailures) return new Set();
    const failures = batchItemFailures(result.payload);
    // As on AWS, an answer that names an unknown message fails the whole batch.
    return failures?.every((id) => all.has(id)) ? new Set(failures) : all;
  }
}

/** A filter sees the body parsed when it is JSON. */
function filterable(message: ReceivedMessage, queueArn: string): Record<string, unknown> {
  return { ...toSqsRecord(message, queueArn), body: parseJson(message.body) ?? message.body };
}
