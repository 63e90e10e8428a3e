import { z } from 'zod';

const shardSchema = z.object({
  ShardId: z.string(),
  ParentShardId: z.string().optional(),
  // Empty before there is a record.
  SequenceNumberRange: z.object({ StartingSequenceNumber: z.string().regex(/^\d+$/).optional() }),
});

/** A part of a stream. It is closed after some hours, and another one goes on. */
export type Shard = z.infer<typeof shardSchema>;

const description = z.object({
  StreamDescription: z.object({
    Shards: z.array(shardSchema),
    LastEvaluatedShardId: z.string().optional(),
  }),
});

/** Calls an operation of DynamoDB Streams. */
export type CallStreams = (operation: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;

/**
 * The shards of a stream, each followed by the one that goes on after it. What was in older ones is gone.
 * @throws Error if the stream has parts beside each other: then no order holds for all of its records.
 */
export async function shardsOf(callStreams: CallStreams, StreamArn: string): Promise<readonly Shard[]> {
  const shards: Shard[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const input = { StreamArn, ...(after !== undefined && { ExclusiveStartShardId: after }) };
    const { StreamDescription } = description.parse(await callStreams('DescribeStream', input));
    shards.push(...StreamDescription.Shards);
    after = StreamDescription.LastEvaluatedShardId;
  }
  const known = new Set(shards.map(({ ShardId }) => ShardId));
  const inOrder: Shard[] = [];
  let next = shards.filter(({ ParentShardId }) => ParentShardId === undefined || !known.has(ParentShardId));
  for (
    ;
    next.length > 0;
    next = shards.filter(({ ParentShardId }) => ParentShardId === inOrder.at(-1)?.ShardId)
  ) {
    if (next.length > 1) throw new Error(`The stream ${StreamArn} has shards beside each other`);
    inOrder.push(...next);
  }
  return inOrder;
}

/**
 * The shards in which to look for what comes after a record, from the one that holds it: all if the record is in none of
 * them. @param after the sequence number of a record.
 */
export function shardsFrom(shards: readonly Shard[], after: string): readonly Shard[] {
  const begins = ({ SequenceNumberRange: { StartingSequenceNumber } }: Shard): boolean =>
    StartingSequenceNumber !== undefined && BigInt(StartingSequenceNumber) <= BigInt(after);
  return shards.slice(Math.max(0, shards.findLastIndex(begins)));
}
