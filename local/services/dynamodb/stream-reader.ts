import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { EngineClient } from './engine-client.ts';

const streams = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) });
const description = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
});
const iterator = z.object({ ShardIterator: z.string() });
const page = z.object({
  Records: z.array(
    z.looseObject({
      eventName: z.string(),
      dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number() }),
    }),
  ),
  NextShardIterator: z.string(),
});

/** A stream record as a Lambda function gets it. */
export type StreamRecord = z.infer<typeof page>['Records'][number] & {
  readonly eventID: string;
  readonly awsRegion: string;
  readonly eventSourceARN: string;
};

/** How far a stream has been read. */
export interface StreamPosition {
  /** The engine's ARN of the stream: a table that is created again has another one. */
  readonly engineArn: string;
  readonly sequenceNumber: string;
}

export interface StreamReaderProps {
  readonly client: EngineClient;
  readonly tableName: string;
  /** The stream's ARN in the template; the engine has one of its own. */
  readonly streamArn: string;
  /** Records in one page. */
  readonly limit: number;
  /** The last record not to be read again. Default: none, so it begins with the first. */
  readonly after?: StreamPosition | undefined;
}

/** A page of records. */
export interface StreamPage {
  /** In order. */
  readonly records: readonly StreamRecord[];
  /** Whether there were no more at the time. */
  readonly last: boolean;
  /** Where the page ends; undefined if it is empty. */
  readonly end: StreamPosition | undefined;
}

/** Reads one table's stream; the engine keeps all of it in one shard. */
export class StreamReader {
  readonly #props: StreamReaderProps;
  #position: { readonly engineArn: string; readonly shardId: string; readonly next: string } | undefined;

  constructor(props: StreamReaderProps) {
    this.#props = props;
  }

  /** Empty before the first read. */
  get shardId(): string {
    return this.#position?.shardId ?? '';
  }

  async read(): Promise<StreamPage> {
    const { client, limit } = this.#props;
    const position = this.#position ?? (await this.#start());
    const input = { ShardIterator: position.next, Limit: limit };
    const { Records, NextShardIterator } = page.parse(await client.callStreams('GetRecords', input));
    this.#position = { ...position, next: NextShardIterator };
    const sequenceNumber = Records.at(-1)?.dynamodb.SequenceNumber;
    const changes = Records.filter(({ dynamodb }) => changesSomething(dynamodb));
    return {
      records: changes.map((record) => this.#toLambda(record, position.engineArn)),
      last: Records.length < limit,
      end: sequenceNumber === undefined ? undefined : { engineArn: position.engineArn, sequenceNumber },
    };
  }

  async #start() {
    const { client, tableName, after } = this.#props;
    const listed = streams.parse(await client.callStreams('ListStreams', { TableName: tableName }));
    const StreamArn = listed.Streams.at(-1)?.StreamArn;
    const described = description.parse(await client.callStreams('DescribeStream', { StreamArn }));
    const ShardId = described.StreamDescription.Shards[0]?.ShardId;
    if (!StreamArn || !ShardId) throw new Error(`The table ${tableName} has no stream`);
    const input = { StreamArn, ShardId, ...beginning(StreamArn, after) };
    const { ShardIterator } = iterator.parse(await client.callStreams('GetShardIterator', input));
    return { engineArn: StreamArn, shardId: ShardId, next: ShardIterator };
  }

  #toLambda(record: z.infer<typeof page>['Records'][number], engineArn: string): StreamRecord {
    const { streamArn } = this.#props;
    return {
      ...record,
      // The engine numbers the records of every table from 1; on AWS an id is unique.
      eventID: createHash('md5').update(`${engineArn}/${record.dynamodb.SequenceNumber}`).digest('hex'),
      awsRegion: streamArn.split(':')[3] ?? '',
      eventSourceARN: streamArn,
    };
  }
}

function beginning(engineArn: string, after: StreamPosition | undefined) {
  if (after?.engineArn !== engineArn) return { ShardIteratorType: 'TRIM_HORIZON' };
  return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after.sequenceNumber };
}

/** DynamoDB writes no record for a put that changes nothing; the engine does. */
function changesSomething({ OldImage, NewImage }: Readonly<Record<string, unknown>>): boolean {
  return OldImage === undefined || !isDeepStrictEqual(OldImage, NewImage);
}
