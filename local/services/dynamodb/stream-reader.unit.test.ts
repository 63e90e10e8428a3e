import { expect, test } from 'vitest';
import { StreamReader, type StreamReaderProps } from './stream-reader.ts';

const STREAM = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-01-02T03:04:05.678';
const OLDER = STREAM.replace('2026', '2025');

interface FakeShard {
  readonly id: string;
  readonly parent?: string;
  readonly numbers: readonly string[];
  readonly isOpen?: boolean;
}

interface FakeStream {
  readonly shards: readonly FakeShard[];
  /** Records up to this one are gone. */
  readonly trimmed?: string;
}

/** Of the operations together. */
interface Input {
  readonly StreamArn?: string;
  readonly ExclusiveStartShardId?: string;
  readonly ShardId?: string;
  readonly ShardIteratorType?: string;
  readonly SequenceNumber?: string;
  readonly ShardIterator?: string;
  readonly Limit?: number;
}

/** DynamoDB Streams as documented: shards in pages of one, numbers far apart, iterators that are used once. */
function aStream({ shards, trimmed = '0' }: FakeStream) {
  const calls: string[] = [];
  /** What the next reads fail with, each once. */
  const failures: string[] = [];
  const iterators = new Map<string, readonly [shard: FakeShard, at: number]>();
  const iteratorAt = (shard: FakeShard, at: number): string => {
    const id = `iterator-${iterators.size}`;
    iterators.set(id, [shard, at]);
    return id;
  };
  const answers: Record<string, (input: Input) => unknown> = {
    DescribeStream({ StreamArn, ExclusiveStartShardId }) {
      expect(StreamArn).toBe(STREAM);
      const at = shards.findIndex(({ id }) => id === ExclusiveStartShardId) + 1;
      const {
        id: ShardId,
        parent: ParentShardId,
        numbers: [StartingSequenceNumber],
      } = shards[at] as FakeShard;
      const shard = { ShardId, ParentShardId, SequenceNumberRange: { StartingSequenceNumber } };
      return {
        StreamDescription: {
          Shards: [shard],
          ...(at < shards.length - 1 && { LastEvaluatedShardId: ShardId }),
        },
      };
    },
    GetShardIterator({ ShardId, ShardIteratorType, SequenceNumber = '0' }) {
      const shard = shards.find(({ id }) => id === ShardId) as FakeShard;
      if (ShardIteratorType === 'AFTER_SEQUENCE_NUMBER' && BigInt(SequenceNumber) < BigInt(trimmed)) {
        throw new Error('GetShardIterator gave 400: TrimmedDataAccessException');
      }
      const from = ShardIteratorType === 'TRIM_HORIZON' ? trimmed : SequenceNumber;
      const at = shard.numbers.findIndex((number) => BigInt(number) > BigInt(from));
      return { ShardIterator: iteratorAt(shard, at < 0 ? shard.numbers.length : at) };
    },
    GetRecords({ ShardIterator = '', Limit = 1 }) {
      const [shard, at] = iterators.get(ShardIterator) ?? expect.fail(`No iterator ${ShardIterator}`);
      iterators.delete(ShardIterator);
      const failure = failures.shift();
      if (failure !== undefined) throw new Error(failure);
      const numbers = shard.numbers.slice(at, at + Limit);
      const isClosed = shard.isOpen !== true && at + numbers.length === shard.numbers.length;
      return {
        Records: numbers.map((SequenceNumber) => ({
          eventName: 'INSERT',
          dynamodb: { SequenceNumber, ApproximateCreationDateTime: 1 },
        })),
        NextShardIterator: isClosed ? null : iteratorAt(shard, at + numbers.length),
      };
    },
  };
  const client: StreamReaderProps['client'] = {
    call: async () => ({ Table: { LatestStreamArn: STREAM } }),
    async callStreams(operation, input) {
      calls.push(operation);
      return answers[operation]?.(input as unknown as Input);
    },
  };
  const reader = (changes: Partial<StreamReaderProps> = {}) =>
    new StreamReader({ client, tableName: 'orders', streamArn: STREAM, limit: 2, ...changes });
  return { reader, calls, failures };
}

/** The numbers of all records that are there, page by page. */
async function readAll(reader: StreamReader): Promise<string[]> {
  const numbers: string[] = [];
  for (let last = false; !last; ) {
    const page = await reader.read();
    numbers.push(...page.records.map(({ dynamodb }) => dynamodb.SequenceNumber));
    last = page.last;
  }
  return numbers;
}

const one = '20000000000000000000';
const two = '90000000000000000000';
const three = '100000000000000000000';
const four = '99999999999999999999900';

/** Listed with the last first, as nothing promises an order. */
const twoShards: readonly FakeShard[] = [
  { id: 'shard-b', parent: 'shard-a', numbers: [three, four], isOpen: true },
  { id: 'shard-a', parent: 'long-gone', numbers: [one, two] },
];

test('shards are read one after the other, from the parent to the child', async () => {
  const { reader } = aStream({ shards: twoShards });
  const reading = reader();
  expect(await readAll(reading)).toEqual([one, two, three, four]);
  expect(reading.shardId).toBe('shard-b');
});

test.each([
  [one, [two, three, four]],
  [two, [three, four]],
  [three, [four]],
  [four, []],
])('behind record %s comes what was not read yet', async (sequenceNumber, expected) => {
  const { reader } = aStream({ shards: twoShards });
  expect(await readAll(reader({ after: { engineArn: STREAM, sequenceNumber } }))).toEqual(expected);
});

test('a position in the stream of an earlier table counts for nothing', async () => {
  const { reader } = aStream({ shards: twoShards });
  expect(await readAll(reader({ after: { engineArn: OLDER, sequenceNumber: four } }))).toHaveLength(4);
});

test('what comes behind records that are gone is read from its beginning', async () => {
  const { reader } = aStream({ shards: twoShards, trimmed: three });
  expect(await readAll(reader({ after: { engineArn: STREAM, sequenceNumber: one } }))).toEqual([four]);
});

test('after a failure, a new iterator goes on behind the last record that was read', async () => {
  const { reader, calls, failures } = aStream({
    shards: [{ id: 'shard-a', numbers: [one, two, three], isOpen: true }],
  });
  const reading = reader({ limit: 1 });
  expect((await reading.read()).records).toMatchObject([{ dynamodb: { SequenceNumber: one } }]);
  const all = ['ExpiredIteratorException', 'InternalServerError'];
  failures.push(...all);
  for (const failure of all) await expect(reading.read()).rejects.toThrow(failure);
  expect(await readAll(reading)).toEqual([two, three]);
  expect(calls.filter((call) => call === 'GetShardIterator')).toHaveLength(3);
});

test('a stream with shards beside each other is refused, since it has no order', async () => {
  const { reader } = aStream({ shards: [...twoShards, { id: 'shard-c', parent: 'shard-a', numbers: [] }] });
  await expect(reader().read()).rejects.toThrow('has shards beside each other');
});
