/** What many writes touch at the same time is spread over this many rows, or partitions, and merged at read. */
const SHARDS = 8;

/** The row or partition of a name that an id's change goes to: the last hex digits of an id are random. */
export const shardOf = (name: string, id: string): string =>
  shardKey(name, Number.parseInt(id.slice(-4), 16) % SHARDS);

/** All rows or partitions of a name. */
export const shardsOf = (name: string): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => shardKey(name, shard));

const shardKey = (name: string, shard: number): string => `${name}#${shard}`;
