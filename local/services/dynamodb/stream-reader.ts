import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { EngineClient } from './engine-client.ts';
import { type Shard, shardsFrom, shardsOf } from './shards.ts';

const table = z.object({ Table: z.object({ LatestStreamArn: z.string().optional() }) });
const iterator = z.object({ ShardIterator: z.string() });
const page = z.object({
  Records: z.array(
    z.looseObject({
      eventName: z.string(),
      dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number() }),
    }),
  ),
  NextShardIterator: z.string().nullish(),
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
  readonly client: Pick<EngineClient, 'call' | 'callStreams'>;
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

/** Where to read on. */
interface Place {
  readonly engineArn: string;
  readonly shardId: string;
  readonly iterator: string;
}

/**
 * Reads one table's stream, in order, through shards that follow each other. After a failure it asks for a new iterator
 * behind the last record that it has read: the old one may have expired.
 */
export class StreamReader {
  readonly #props: StreamReaderProps;
  #after: StreamPosition | undefined;
  #place: Place | undefined;
  #shardId = '';

  constructor(props: StreamReaderProps) {
    this.#props = props;
    this.#after = props.after;
  }

  /** That of the records read last; empty before the first read. */
  get shardId(): string {
    return this.#shardId;
  }

  /** The next page. The engine ends it early only at the end of the stream, which DynamoDB does not promise. */
  async read(): Promise<StreamPage> {
    const { client, limit } = this.#props;
    const place = this.#place ?? (await this.#find());
    this.#place = undefined;
    const input = { ShardIterator: place.iterator, Limit: limit };
    const { Records, NextShardIterator } = page.parse(await client.callStreams('GetRecords', input));
    this.#shardId = place.shardId;
    const sequenceNumber = Records.at(-1)?.dynamodb.SequenceNumber;
    const end = sequenceNumber === undefined ? undefined : { engineArn: place.engineArn, sequenceNumber };
    this.#after = end ?? this.#after;
    const next = NextShardIterator ? { ...place, iterator: NextShardIterator } : await this.#child(place);
    this.#place = next;
    const changes = Records.filter(({ dynamodb }) => changesSomething(dynamodb));
    return {
      records: changes.map((record) => this.#toLambda(record, place.engineArn)),
      last: Records.length < limit && (next === undefined || next.shardId === place.shardId),
      end,
    };
  }

  /** Behind the last record that was read; at the beginning if that is gone, or nothing was read. */
  async #find(): Promise<Place> {
    const { tableName, client } = this.#props;
    const described = table.parse(await client.call('DescribeTable', { TableName: tableName }));
    const engineArn = described.Table.LatestStreamArn;
    const shards = engineArn === undefined ? [] : await this.#shardsOf(engineArn);
    const after = this.#after?.engineArn === engineArn ? this.#after?.sequenceNumber : undefined;
    const [shard] = after === undefined ? shards : shardsFrom(shards, after);
    if (engineArn === undefined || shard === undefined)
      throw new Error(`The table ${tableName} has no stream`);
    if (after === undefined) return this.#placeIn(engineArn, shard, BEGINNING);
    const behind = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    return this.#placeIn(engineArn, shard, behind).catch((error: unknown) => {
      if (!String(error).includes('TrimmedDataAccessException')) throw error;
      return this.#placeIn(engineArn, shard, BEGINNING);
    });
  }

  /** The beginning of the shard that goes on after one that is closed; undefined if there is none yet. */
  async #child({ engineArn, shardId }: Place): Promise<Place | undefined> {
    const shards = await this.#shardsOf(engineArn);
    const child = shards.find(({ ParentShardId }) => ParentShardId === shardId);
    return child && this.#placeIn(engineArn, child, BEGINNING);
  }

  #shardsOf(engineArn: string): Promise<readonly Shard[]> {
    const { client } = this.#props;
    return shardsOf((operation, input) => client.callStreams(operation, input), engineArn);
  }

  async #placeIn(engineArn: string, { ShardId }: Shard, where: object): Promise<Place> {
    const input = { StreamArn: engineArn, ShardId, ...where };
    const { ShardIterator } = iterator.parse(await this.#props.client.callStreams('GetShardIterator', input));
    return { engineArn, shardId: ShardId, iterator: ShardIterator };
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

const BEGINNING = { ShardIteratorType: 'TRIM_HORIZON' };

/** DynamoDB writes no record for a put that changes nothing; the engine does. */
function changesSomething({ OldImage, NewImage }: Readonly<Record<string, unknown>>): boolean {
  return OldImage === undefined || !isDeepStrictEqual(OldImage, NewImage);
}
