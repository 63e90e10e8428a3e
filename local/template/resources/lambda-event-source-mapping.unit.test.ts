import { expect, it } from 'vitest';
import { type Change, changedShop, consumeStream, problemsAfter, set } from '../testing/changed-shop.ts';

const queue = { 'Fn::GetAtt': ['Queue', 'Arn'] };

const ofQueue =
  (values: Record<string, unknown>): Change =>
  (resources) =>
    set(resources, 'Source', values);
const ofStream =
  (values: Record<string, unknown>): Change =>
  (resources) =>
    consumeStream(resources, values);

const filters = (count: number) => ({
  FilterCriteria: { Filters: Array.from({ length: count }, () => ({ Pattern: '{"a":[1]}' })) },
});

it.each<[Record<string, unknown>, string]>([
  [
    { BatchSize: 11 },
    'BatchSize is 11; allowed: at most 10, or more with a MaximumBatchingWindowInSeconds of at least 1',
  ],
  [
    { BatchSize: 10_000, MaximumBatchingWindowInSeconds: 0 },
    'BatchSize is 10000; allowed: at most 10, or more',
  ],
  [{ BatchSize: 10_001, MaximumBatchingWindowInSeconds: 1 }, 'BatchSize is 10001; allowed: '],
  [{ BatchSize: 0 }, 'BatchSize is 0; allowed: '],
  [{ MaximumBatchingWindowInSeconds: 301 }, 'MaximumBatchingWindowInSeconds is 301; allowed: '],
  [
    { StartingPosition: 'LATEST' },
    'StartingPosition is "LATEST"; allowed: nothing for a queue, only for streams',
  ],
  [{ MaximumRetryAttempts: -1 }, 'MaximumRetryAttempts is -1; allowed: nothing for a queue'],
  [{ MaximumRecordAgeInSeconds: -1 }, 'MaximumRecordAgeInSeconds is -1; allowed: nothing for a queue'],
  [
    { BisectBatchOnFunctionError: false },
    'BisectBatchOnFunctionError is false; allowed: nothing for a queue',
  ],
  [{ ParallelizationFactor: 1 }, 'ParallelizationFactor is 1; allowed: nothing for a queue'],
  [
    { DestinationConfig: { OnFailure: { Destination: queue } } },
    'allowed: nothing for a queue, only for streams',
  ],
  [{ TumblingWindowInSeconds: 5 }, 'unknown property TumblingWindowInSeconds'],
  [{ ScalingConfig: { MaximumConcurrency: 1 } }, 'ScalingConfig.MaximumConcurrency is 1; allowed: '],
  [{ ScalingConfig: { MaximumConcurrency: 1001 } }, 'ScalingConfig.MaximumConcurrency is 1001; allowed: '],
  [filters(6), 'allowed: at most 5 filters'],
  [
    { FilterCriteria: { Filters: [{ Pattern: `{"a":["${'b'.repeat(4096)}"]}` }] } },
    'allowed: at most 4096 characters',
  ],
  [
    { FunctionResponseTypes: ['ReportBatchItemFailures', 'ReportBatchItemFailures'] },
    'allowed: ReportBatchItemFailures once',
  ],
  [
    { FunctionResponseTypes: ['All'] },
    'FunctionResponseTypes.0 is "All"; allowed: "ReportBatchItemFailures"',
  ],
  [
    {
      EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:a.fifo',
      BatchSize: 11,
      MaximumBatchingWindowInSeconds: 1,
    },
    'BatchSize is 11; allowed: at most 10',
  ],
  [
    { EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:a.fifo', MaximumBatchingWindowInSeconds: 1 },
    'MaximumBatchingWindowInSeconds is 1; allowed: nothing for a FIFO queue',
  ],
])('a queue’s mapping with %j stops the start', (values, message) => {
  const problems = problemsAfter(ofQueue(values));
  expect(problems).toContain('Shop/Source: AWS::Lambda::EventSourceMapping: ');
  expect(problems).toContain(message);
});

it.each<[Record<string, unknown>, string]>([
  [
    { StartingPosition: 'AT_TIMESTAMP' },
    'StartingPosition is "AT_TIMESTAMP"; allowed: "TRIM_HORIZON", "LATEST"',
  ],
  [{ ScalingConfig: { MaximumConcurrency: 2 } }, 'allowed: nothing for a stream, only for queues'],
  [{ BatchSize: 10_001 }, 'BatchSize is 10001; allowed: '],
  [{ MaximumRecordAgeInSeconds: 5 }, 'MaximumRecordAgeInSeconds is 5; allowed: -1, or 60 to 604800'],
  [
    { MaximumRecordAgeInSeconds: 604_801 },
    'MaximumRecordAgeInSeconds is 604801; allowed: -1, or 60 to 604800',
  ],
  [{ MaximumRetryAttempts: -2 }, 'MaximumRetryAttempts is -2; allowed: '],
  [{ MaximumRetryAttempts: 10_001 }, 'MaximumRetryAttempts is 10001; allowed: '],
  [{ ParallelizationFactor: 0 }, 'ParallelizationFactor is 0; allowed: '],
  [{ ParallelizationFactor: 11 }, 'ParallelizationFactor is 11; allowed: '],
  [{ MaximumBatchingWindowInSeconds: -1 }, 'MaximumBatchingWindowInSeconds is -1; allowed: '],
])('a stream’s mapping with %j stops the start', (values, message) => {
  const problems = problemsAfter(ofStream(values));
  expect(problems).toContain('Shop/Source: AWS::Lambda::EventSourceMapping: ');
  expect(problems).toContain(message);
});

it.each<[string, Change]>([
  [
    'a queue with the largest batch and a window',
    ofQueue({ BatchSize: 10_000, MaximumBatchingWindowInSeconds: 1 }),
  ],
  ['a queue with the largest batch without a window', ofQueue({ BatchSize: 10 })],
  [
    'a queue with everything that queues have',
    ofQueue({ ScalingConfig: { MaximumConcurrency: 2 }, ...filters(5) }),
  ],
  ['a stream with the largest batch and no window', ofStream({ BatchSize: 10_000 })],
  [
    'a stream with everything that streams have',
    ofStream({
      BisectBatchOnFunctionError: true,
      DestinationConfig: { OnFailure: { Destination: queue } },
      MaximumRecordAgeInSeconds: 60,
      MaximumRetryAttempts: 10_000,
      ParallelizationFactor: 10,
      StartingPosition: 'TRIM_HORIZON',
    }),
  ],
])('%s is fine', (_, change) => {
  expect(() => changedShop(change)).not.toThrow();
});

it('a stream’s mapping without StartingPosition stops the start', () => {
  const problems = problemsAfter((resources) => {
    consumeStream(resources, {});
    delete resources['Source']?.Properties['StartingPosition'];
  });
  expect(problems).toContain(
    'Shop/Source: AWS::Lambda::EventSourceMapping: property StartingPosition is missing; allowed: TRIM_HORIZON, LATEST',
  );
});

it('a queue has no name of a FIFO queue', () => {
  expect(problemsAfter((r) => set(r, 'Queue', { QueueName: 'a.fifo' }))).toContain(
    'Shop/Queue: AWS::SQS::Queue: property QueueName is "a.fifo"; allowed: letters, digits, - and _',
  );
});
