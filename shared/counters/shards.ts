import { shardOf } from '../values/ids.ts';

/**
 * Spreads concurrent writes to one name over several keys, which reads merge again.
 * @param count number of shards; at most 100, so that one BatchGetItem reads them all.
 */
export const shards = (count: number) => ({
  /** The key for changes of an id. */
  of: (name: string, id: string): string => shardKey(name, shardOf(id, count)),
  /** All keys of a name. */
  all: (name: string): string[] => Array.from({ length: count }, (_, shard) => shardKey(name, shard)),
});

const shardKey = (name: string, shard: number): string => `${name}#${shard}`;
