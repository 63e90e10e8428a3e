import { shardOf } from '../values/ids.ts';

/**
 * Spreads what many writes touch at the same time over several rows, or partitions, which are merged at read.
 * @param count how many; at most 100, so that one BatchGetItem reads them all.
 */
export const shards = (count: number) => ({
  /** The one of a name that an id's change goes to. */
  of: (name: string, id: string): string => shardKey(name, shardOf(id, count)),
  /** All of a name. */
  all: (name: string): string[] => Array.from({ length: count }, (_, shard) => shardKey(name, shard)),
});

const shardKey = (name: string, shard: number): string => `${name}#${shard}`;
