import { afterEach, beforeEach, expect, vi } from 'vitest';
import { noStore } from '../data/store.ts';
import { Activity } from '../services/activity.ts';
import type { InvokeResult } from '../services/invoke.ts';
import type { MessageAttributes } from '../services/sqs/message-attributes.ts';
import { QueueSource } from '../services/sqs/queue-source.ts';
import { Queues } from '../services/sqs/queues.ts';
import { aQueue, aQueueEventSource, queueArn } from '../services/sqs/testing/queues.ts';
import { changedShop, problemsAfter, set } from '../template/testing/changed-shop.ts';
import { aTwinMapping, invalidFilter } from './testing/mappings.ts';
import { type Recording, testRecordings } from './testing/recordings.ts';

interface SqsRecord {
  readonly body: string;
  readonly messageId: string;
  readonly messageAttributes: Record<string, { dataType: string; stringValue: string }>;
}

const crashed: InvokeResult = { ok: false, error: { type: 'Exception', message: 'failed attempt' } };
const returns = (payload: unknown): InvokeResult => ({ ok: true, payload });

/** A queue that gives up on the third receive, and a function that gives these results in turn, the last one again and again. */
async function consume(
  messages: readonly { readonly body: string; readonly attributes?: MessageAttributes }[],
  results: readonly InvokeResult[],
  filters: readonly Record<string, unknown>[] = [],
) {
  const spec = aQueueEventSource({ filters });
  const queues = new Queues({
    queues: [
      aQueue({ redrive: { deadLetterArn: queueArn('dlq'), maxReceiveCount: 2 } }),
      aQueue({ name: 'dlq' }),
    ],
    eventSources: [spec],
    rules: [],
    activity: new Activity(),
    store: noStore,
  });
  const events: { Records: SqsRecord[] }[] = [];
  const queue = queues.queue(queueArn('orders'));
  const invoke = async (_: string, event: unknown) => {
    events.push(event as { Records: SqsRecord[] });
    return results[events.length - 1] ?? results.at(-1) ?? crashed;
  };
  new QueueSource({ spec, queue, invoke });
  for (const { body, attributes } of messages) await queue.send(body, attributes ? { attributes } : {});
  await vi.advanceTimersByTimeAsync(10_000);
  return { events, left: queue.messages, dead: queues.queue(queueArn('dlq')).messages };
}

/** The event that AWS handed over, in which placeholders match any text. */
function likeRecorded(value: unknown, key = ''): unknown {
  if (typeof value === 'string' && (/<.*>/.test(value) || /^(sent-timestamp|sender-id)$/.test(value)))
    return key === 'body' ? value : expect.any(String);
  if (Array.isArray(value)) return value.map((one) => likeRecorded(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(
    entries.map(([name, one]) => [
      name,
      name === 'body' && typeof one !== 'string' ? JSON.stringify(one) : likeRecorded(one, name),
    ]),
  );
}

const eventOf = (step: Recording) => step['Messages'][0].Body.event;
const bodyOf = (step: Recording): string => eventOf(step).Records[0].body;

/** Replays the attempts of a recording, and compares their events. */
async function replay(recording: Recording, steps: readonly string[], results: readonly InvokeResult[]) {
  const attempts = steps.map((step) => recording[step]);
  const [record] = eventOf(attempts[0]).Records as SqsRecord[];
  const attributes = Object.fromEntries(
    Object.entries(record?.messageAttributes ?? {}).map(([name, { dataType, stringValue }]) => [
      name,
      { DataType: dataType, StringValue: stringValue },
    ]),
  );
  const outcome = await consume([{ body: bodyOf(attempts[0]), attributes }], results);
  expect(outcome.events).toEqual(attempts.map((attempt) => likeRecorded(eventOf(attempt))));
  return outcome;
}

async function checkFilter(recording: Recording): Promise<void> {
  const { FilterCriteria } = recording['create_event_source_mapping_response'];
  const patterns = FilterCriteria.Filters.map(({ Pattern }: { Pattern: unknown }) => Pattern);
  const [expected] = recording['invocation_events'];
  const bodies: string[] = expected.Records.map(({ body }: { body: unknown }) => JSON.stringify(body));
  const unlike = ['this is a test string', '{"unlike":"others"}', '[]'];
  const outcome = await consume(
    [...unlike, ...bodies].map((body) => ({ body })),
    [returns(null)],
    patterns,
  );
  expect(outcome.events).toEqual([likeRecorded(expected)]);
  // What no filter lets pass is deleted.
  expect([outcome.left, outcome.dead]).toEqual([[], []]);
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-02T03:04:05Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

testRecordings(
  'test_lambda_integration_sqs.snapshot.json',
  {
    async test_failing_lambda_retries_after_visibility_timeout(recording) {
      const { left, dead } = await replay(
        recording,
        ['first_attempt', 'second_attempt'],
        [crashed, returns(null)],
      );
      expect([left, dead]).toEqual([[], []]);
    },
    async test_redrive_policy_with_failing_lambda(recording) {
      const { left, dead } = await replay(recording, ['first_attempt', 'second_attempt'], [crashed]);
      expect(left).toEqual([]);
      expect(dead.map(({ body }) => JSON.parse(body))).toEqual([recording['dlq_response'].Messages[0].Body]);
    },
    async test_report_batch_item_failures_invalid_result_json_batch_fails(recording) {
      const steps = ['first_invocation', 'second_invocation'];
      const results = steps.map((step) => returns(recording[step].Messages[0].Body.result));
      const { left, dead } = await replay(recording, steps, results);
      expect(left).toEqual([]);
      expect(dead.map(({ body }) => JSON.parse(body))).toEqual([recording['dlq_response'].Messages[0].Body]);
    },
    async test_report_batch_item_failures_empty_json_batch_succeeds(recording) {
      const { result } = recording['first_invocation'].Messages[0].Body;
      const { left, dead } = await replay(recording, ['first_invocation'], [returns(result)]);
      expect([left, dead]).toEqual([[], []]);
    },
    async test_report_batch_item_failures_on_lambda_error(recording) {
      const bodies: string[] = recording['dlq_messages'].map(({ Body }: { Body: unknown }) =>
        typeof Body === 'string' ? Body : JSON.stringify(Body),
      );
      const { events, dead } = await consume(
        bodies.map((body) => ({ body })),
        [crashed],
      );
      expect(events.map(({ Records }) => Records.map(({ body }) => body))).toEqual([bodies, bodies]);
      expect(dead.map(({ body }) => body)).toEqual(bodies);
    },
    async test_message_body_and_attributes_passed_correctly(recording) {
      await replay(recording, ['first_attempt'], [returns(null)]);
    },
    async test_sqs_event_source_mapping(recording) {
      const [event] = recording['events'];
      const body = JSON.stringify(event.Records[0].body);
      expect((await consume([{ body }], [returns(null)])).events).toEqual([likeRecorded(event)]);
    },
    test_sqs_event_filter: checkFilter,
    test_sqs_invalid_event_filter(recording, variant) {
      const { Message } = recording['create_event_source_mapping_exception'].Error;
      expect(Message).toBe('Invalid filter pattern definition.');
      expect(problemsAfter((shop) => set(shop, 'Source', invalidFilter(variant)))).toContain(
        'is not an event pattern in JSON',
      );
    },
    test_event_source_mapping_default_batch_size(recording) {
      const { BatchSize, MaximumBatchingWindowInSeconds } = recording['create-event-source-mapping'];
      const [source] = changedShop(() => {}).eventSources;
      expect(source).toMatchObject({
        batchSize: BatchSize,
        maximumBatchingWindowSeconds: MaximumBatchingWindowInSeconds,
      });
      expect(recording['invalid-create-event-source-mapping'].Error.Message).toContain('greater than 10');
      expect(problemsAfter((shop) => set(shop, 'Source', { BatchSize: 11 }))).toContain('BatchSize is 11');
    },
    test_sqs_event_source_mapping_batch_size(recording) {
      const { BatchSize } = recording['create-event-source-mapping-response'];
      const values = { BatchSize, MaximumBatchingWindowInSeconds: 10 };
      const [source] = changedShop((shop) => set(shop, 'Source', values)).eventSources;
      expect(source?.batchSize).toBe(BatchSize);
    },
    test_duplicate_event_source_mappings(recording) {
      expect(recording['error'].Error.Code).toBe('ResourceConflictException');
      expect(problemsAfter(aTwinMapping)).toContain('has the function and the event source of Shop/Source');
    },
    test_esm_with_not_existing_sqs_queue(recording) {
      expect(recording['error'].Error.Message).toContain('The specified queue does not exist');
      const EventSourceArn = 'arn:aws:sqs:us-east-1:000000000000:none';
      expect(problemsAfter((shop) => set(shop, 'Source', { EventSourceArn }))).toContain(
        'is neither a queue nor a table stream',
      );
    },
  },
  {
    'test_sqs_event_filter[plain-string-matching]': 'recorded nothing',
    'test_sqs_event_filter[plain-string-filter]': 'recorded nothing',
    test_sqs_event_source_mapping_batching_behaviour: 'recorded nothing',
    test_sqs_queue_as_lambda_dead_letter_queue: 'functions have no dead-letter queue of their own',
    test_report_batch_item_failures: 'no FIFO queues',
    test_fifo_message_group_parallelism: 'no FIFO queues',
    test_sqs_event_source_mapping_update: 'mappings are not changed after the start',
    test_sqs_event_source_mapping_batching_reserved_concurrency: 'how many pollers fetch is up to AWS',
  },
);
