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

export interface StreamReaderProps {
  readonly client: EngineClient;
  readonly tableName: string;
  /** The stream's ARN in the template; the engine has one of its own. */
  readonly streamArn: string;
  /** Records in one page. */
  readonly limit: number;
}

/** Reads one table's stream from its beginning; the engine keeps all of it in one shard. */
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

  /** The next records, in order; `last` when there were no more at the time. */
  async read(): Promise<{ readonly records: readonly StreamRecord[]; readonly last: boolean }> {
    const { client, limit } = this.#props;
    const position = this.#position ?? (await this.#start());
    const input = { ShardIterator: position.next, Limit: limit };
    const { Records, NextShardIterator } = page.parse(await client.callStreams('GetRecords', input));
    this.#position = { ...position, next: NextShardIterator };
    const changes = Records.filter(({ dynamodb }) => changesSomething(dynamodb));
    return {
      records: changes.map((record) => this.#toLambda(record, position.engineArn)),
      last: Records.length < limit,
    };
  }

  async #start() {
    const { client, tableName } = this.#props;
    const listed = streams.parse(await client.callStreams('ListStreams', { TableName: tableName }));
    const StreamArn = listed.Streams.at(-1)?.StreamArn;
    const described = description.parse(await client.callStreams('DescribeStream', { StreamArn }));
    const ShardId = described.StreamDescription.Shards[0]?.ShardId;
    if (!StreamArn || !ShardId) throw new Error(`The table ${tableName} has no stream`);
    const input = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
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

/** DynamoDB writes no record for a put that changes nothing; the engine does. */
function changesSomething({ OldImage, NewImage }: Readonly<Record<string, unknown>>): boolean {
  return OldImage === undefined || !isDeepStrictEqual(OldImage, NewImage);
}
