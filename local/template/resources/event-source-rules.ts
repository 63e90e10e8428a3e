import type { z } from 'zod';

/** The batches of a queue that Lambda makes without waiting for more messages. */
const MAX_BATCH_WITHOUT_WINDOW = 10;

const STREAMS_ONLY = [
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'StartingPosition',
] as const;

/** What an event source mapping declares, before defaults. */
interface Declared {
  readonly EventSourceArn: string;
  readonly BatchSize?: number | undefined;
  readonly MaximumBatchingWindowInSeconds?: number | undefined;
  readonly [property: string]: unknown;
}

/** Whether an event source is a table's stream; the other kind is a queue. */
export function isStream(sourceArn: string): boolean {
  return sourceArn.includes(':dynamodb:');
}

/** Refuses what Lambda refuses for the kind of an event source: properties of the other kind, and batches of queues. */
export function checkKindOfSource(declared: Declared, context: z.RefinementCtx): void {
  const refuse = (property: string, message: string): void =>
    context.addIssue({ code: 'custom', path: [property], message });
  const {
    EventSourceArn,
    BatchSize = MAX_BATCH_WITHOUT_WINDOW,
    MaximumBatchingWindowInSeconds = 0,
  } = declared;
  if (isStream(EventSourceArn)) {
    if (declared['StartingPosition'] === undefined) refuse('StartingPosition', 'TRIM_HORIZON, LATEST');
    if (declared['ScalingConfig'] !== undefined)
      refuse('ScalingConfig', 'nothing for a stream, only for queues');
    return;
  }
  for (const property of STREAMS_ONLY.filter((name) => declared[name] !== undefined)) {
    refuse(property, 'nothing for a queue, only for streams');
  }
  const isFifo = EventSourceArn.endsWith('.fifo');
  if (isFifo && MaximumBatchingWindowInSeconds > 0) {
    refuse('MaximumBatchingWindowInSeconds', 'nothing for a FIFO queue');
  }
  if (BatchSize > MAX_BATCH_WITHOUT_WINDOW && (isFifo || MaximumBatchingWindowInSeconds === 0)) {
    const more = isFifo ? '' : ', or more with a MaximumBatchingWindowInSeconds of at least 1';
    refuse('BatchSize', `at most ${MAX_BATCH_WITHOUT_WINDOW}${more}`);
  }
}
