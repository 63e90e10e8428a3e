import { expect } from 'vitest';
import type { EventSourceSpec } from '../model.ts';
import { Activity } from '../services/activity.ts';
import type { StreamReader, StreamRecord } from '../services/dynamodb/stream-reader.ts';
import { StreamSource } from '../services/dynamodb/stream-source.ts';
import { aStreamEventSource } from '../services/dynamodb/testing/tables.ts';
import { compileFilters } from '../services/events/pattern.ts';
import type { InvokeResult } from '../services/invoke.ts';
import { consumeStream, problemsAfter } from '../template/testing/changed-shop.ts';
import { aTwinMapping, invalidFilter } from './testing/mappings.ts';
import { type Recording, testRecordings } from './testing/recordings.ts';

type Answer = (records: readonly StreamRecord[]) => InvokeResult;

const failed: InvokeResult = { ok: false, error: { type: 'ZeroDivisionError', message: 'division by zero' } };
const returns = (payload: unknown): InvokeResult => ({ ok: true, payload });
const naming = (itemIdentifier: unknown) => returns({ batchItemFailures: [{ itemIdentifier }] });

/** What the function of each scenario answers. */
const scenarios: Readonly<Record<string, InvokeResult>> = {
  empty_string_item_identifier_failure: naming(''),
  null_item_identifier_failure: naming(null),
  item_identifier_not_present_failure: naming('item_identifier_not_present'),
  invalid_key_foo_failure: returns({ batchItemFailures: [{ foo: 'foo' }] }),
  invalid_key_foo_null_value_failure: returns({ batchItemFailures: [{ foo: null }] }),
  unhandled_exception_in_function: failed,
  empty_list_success: returns([]),
  null_success: returns(null),
  empty_dict_success: returns({}),
  empty_batch_item_failure_success: returns({ batchItemFailures: [] }),
  null_batch_item_failure_success: returns({ batchItemFailures: null }),
};

/** Records whose time of arrival, a placeholder in the recording, is a time again. */
const asRead = (records: readonly StreamRecord[]): StreamRecord[] =>
  records.map((record) => ({
    ...record,
    dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: 1_657_720_081 },
  }));

/** Hands records to a function until they are handled or given up; returns its batches and the on-failure documents. */
async function consume(
  records: readonly StreamRecord[],
  answer: Answer,
  changes: Partial<EventSourceSpec> = {},
) {
  const batches: (readonly StreamRecord[])[] = [];
  const documents: unknown[] = [];
  const unread = [...records];
  const reader: Pick<StreamReader, 'read' | 'shardId'> = {
    shardId: '<shard-id:1>',
    read: async () => ({ records: unread.splice(0), last: true, end: undefined }),
  };
  const activity = new Activity();
  const source = new StreamSource({
    spec: aStreamEventSource({ maximumRetryAttempts: 3, onFailureArn: 'arn', ...changes }),
    reader: reader as StreamReader,
    activity,
    backoffMs: () => 0,
    sendToQueue: async (_, body) => void documents.push(JSON.parse(body)),
    invoke: async (_, event) => {
      const { Records } = event as { Records: StreamRecord[] };
      batches.push(Records);
      return answer(Records);
    },
  });
  source.resume();
  await expect.poll(() => activity.open, { interval: 1 }).toBe(0);
  return { batches, documents };
}

/** The recorded document, in which times match any of their form, and ids any. */
function likeRecorded({ requestContext, responseContext, DDBStreamBatchInfo, ...others }: Recording) {
  const anyTime = (placeholder: string) =>
    expect.stringMatching(`^${/:(.*)>$/.exec(placeholder)?.[1]?.replaceAll(/\d/g, '\\d')}$`);
  return {
    ...others,
    timestamp: anyTime(others['timestamp']),
    requestContext: { ...requestContext, requestId: expect.any(String), functionArn: expect.any(String) },
    responseContext,
    DDBStreamBatchInfo: {
      ...DDBStreamBatchInfo,
      startSequenceNumber: expect.any(String),
      endSequenceNumber: expect.any(String),
      streamArn: expect.any(String),
      approximateArrivalOfFirstRecord: anyTime(DDBStreamBatchInfo.approximateArrivalOfFirstRecord),
      approximateArrivalOfLastRecord: anyTime(DDBStreamBatchInfo.approximateArrivalOfLastRecord),
    },
  };
}

const recordedDocument = (recording: Recording) =>
  likeRecorded(recording['destination_queue_messages'].Messages[0].Body);

async function checkScenario(recording: Recording, scenario: string): Promise<void> {
  const result = scenarios[scenario];
  if (result === undefined) throw new Error(`No answer is known for the scenario ${scenario}.`);
  const expected = (recording['dynamodb_events'] as { Records: StreamRecord[] }[]).map(({ Records }) =>
    asRead(Records),
  );
  const { batches, documents } = await consume(expected[0] ?? [], () => result);
  expect(batches).toEqual(expected);
  const messages = recording['destination_queue_messages'] ? [recordedDocument(recording)] : [];
  expect(documents).toEqual(messages);
}

const aRecord = (id: string): StreamRecord =>
  ({
    eventID: id,
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: id, ApproximateCreationDateTime: 1_657_720_081 },
    eventSourceARN: 'arn',
  }) as never;

testRecordings(
  'test_lambda_integration_dynamodbstreams.snapshot.json',
  {
    test_dynamodb_report_batch_item_failure_scenarios: checkScenario,
    test_dynamodb_report_batch_item_success_scenarios: checkScenario,
    async test_dynamodb_event_source_mapping_with_on_failure_destination_config(recording) {
      const { MaximumRetryAttempts } = recording['create_event_source_mapping_response'];
      const changes = { maximumRetryAttempts: MaximumRetryAttempts, reportBatchItemFailures: false };
      const { documents } = await consume([aRecord('1')], () => failed, changes);
      expect(documents).toEqual([recordedDocument(recording)]);
    },
    async test_dynamodb_report_batch_item_failures_with_on_failure_destination_config(recording) {
      const { documents } = await consume([aRecord('1')], () => naming('1'));
      expect(documents).toEqual([recordedDocument(recording)]);
    },
    async test_dynamodb_report_batch_item_failures(recording) {
      const { BatchSize, MaximumRetryAttempts } = recording['create_event_source_mapping_response'];
      const handed = asRead(recording['dynamodb_records'].Records);
      const written = handed.filter(
        ({ eventID }, index) => handed.findIndex((record) => record.eventID === eventID) === index,
      );
      const answer: Answer = (records) =>
        returns({
          batchItemFailures: records
            .filter((record) => JSON.stringify(record).includes('"should_fail":{"BOOL":true}'))
            .map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })),
        });
      const changes = { batchSize: BatchSize, maximumRetryAttempts: MaximumRetryAttempts };
      const { batches, documents } = await consume(written, answer, changes);
      expect(batches.flat()).toEqual(handed);
      expect(documents).toEqual([recordedDocument(recording)]);
    },
    test_dynamodb_event_filter(recording, variant) {
      const { FilterCriteria } = recording['create_event_source_mapping_response'];
      const patterns = FilterCriteria.Filters.map(({ Pattern }: { Pattern: unknown }) => Pattern);
      const passes = compileFilters(patterns, 'Source');
      const delivered = recording['lambda-multiple-log-events'].flatMap(
        ({ Records }: { Records: unknown[] }) => Records,
      );
      expect(delivered.filter((record: unknown) => !passes(record))).toEqual([]);
      const unlike = { eventName: 'REMOVE', dynamodb: { Keys: { id: { S: 'id' } } } };
      // What is absent passes the filter for what is absent.
      expect(passes(unlike)).toBe(variant === 'exists_false_filter');
    },
    test_dynamodb_invalid_event_filter(recording, variant) {
      const { Message } = recording['exception_event_source_creation'].Error;
      expect(Message).toBe('Invalid filter pattern definition.');
      expect(problemsAfter((shop) => consumeStream(shop, invalidFilter(variant)))).toContain(
        'is not an event pattern in JSON',
      );
    },
    test_duplicate_event_source_mappings(recording) {
      expect(recording['error'].Error.Code).toBe('ResourceConflictException');
      const problems = problemsAfter((shop) => {
        consumeStream(shop, {});
        aTwinMapping(shop);
      });
      expect(problems).toContain('Shop/Twin: has the function and the event source of Shop/Source');
    },
    test_esm_with_not_existing_dynamodb_stream(recording) {
      expect(recording['error'].Error.Message).toContain('Stream not found');
      const EventSourceArn =
        'arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026-01-01T00:00:00.000';
      const problems = problemsAfter((shop) => consumeStream(shop, { EventSourceArn }));
      expect(problems).toContain('is neither a queue nor a table stream');
    },
    async test_dynamodb_event_source_mapping(recording) {
      const [{ Records }] = recording['event_logs'];
      const { batches, documents } = await consume(asRead(Records), () => returns(null));
      expect([batches, documents]).toEqual([[asRead(Records)], []]);
    },
  },
  {
    'test_dynamodb_event_filter[date_time_conversion]': 'its pattern was replaced by a placeholder',
    test_disabled_dynamodb_event_source_mapping: 'mappings are not changed after the start',
    test_deletion_event_source_mapping_with_dynamodb: 'mappings are not changed after the start',
    test_dynamodb_event_source_mapping_with_sns_on_failure_destination_config: 'no SNS',
    test_dynamodb_event_source_mapping_with_s3_on_failure_destination: 'no S3',
  },
);

testRecordings('test_cfn_resource.snapshot.json', {}, { test_adding_tags: 'tags have no effect locally' });
