import { rebuild } from '../../scripts/rebuild/rebuild.ts';
import { tableClient, tableNames } from '../tables.ts';
import { must } from '../violation.ts';
import type { World } from '../world/world.ts';

type Row = Readonly<Record<string, unknown>>;

/** Tables with what is derived from others. */
const DERIVED =
  /-(CustomerReplica|ProductReplica|CustomerSearch|ProductSearch|CustomerProduct|ProductCustomer|CountedPurchases|Counters)[0-9A-F]{8}$/;

/** Removes, alters and adds rows of derived tables, as nobody should. */
export function damage(world: World): void {
  for (const { name, create } of world.model.tables.filter((table) => DERIVED.test(table.name))) {
    const keys = (create.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName);
    for (const row of world.store.items(name).filter(() => world.random.chance(0.2))) {
      const Key = Object.fromEntries(keys.map((key) => [key, row[key]]));
      world.random.pick([
        () => world.store.execute('DeleteCommand', { TableName: name, Key }),
        () => world.store.execute('PutCommand', { TableName: name, Item: altered(row, keys) }),
        () =>
          world.store.execute('PutCommand', { TableName: name, Item: { ...row, ...otherKey(row, keys) } }),
      ])();
    }
  }
  world.note('derived tables are damaged');
}

/** With other numbers and names; not with another version, which is for ever. */
function altered(row: Row, keys: readonly string[]): Row {
  const change = ([name, value]: [string, unknown]): [string, unknown] => {
    if (keys.includes(name) || name === 'version') return [name, value];
    if (typeof value === 'number') return [name, value + 7];
    return [name, name === 'name' ? `${value} altered` : value];
  };
  return Object.fromEntries(Object.entries(row).map(change));
}

/** The key of a row that should not be there. */
function otherKey(row: Row, keys: readonly string[]): Row {
  const last = keys.at(-1) ?? '';
  const value = String(row[last]);
  // Ids stay ids, and names of counters stay names.
  const [id] = value.match(/[0-9a-f]{8}-[0-9a-f-]{27}/) ?? [];
  return { [last]: id === undefined ? value : value.replace(id, crypto.randomUUID()) };
}

/** Rebuilds everything that is derived, as `npm run rebuild` does. */
export async function rebuildAll(world: World): Promise<void> {
  world.note('a rebuild begins');
  const rebuilt = await rebuild({
    client: tableClient,
    names: tableNames(world),
    progress: { during: (_, __, work) => work(), advance: () => {} },
    // Slowly, so that much changes meanwhile.
    pace: () => world.scheduler.pause(world.random.between(1, 200)),
    pageSize: world.random.between(1, 20),
    signal: new AbortController().signal,
    say: (line) => world.note(line),
  });
  world.note(`a rebuild ends: ${rebuilt.map(({ name, changed }) => `${name} ${changed}`).join(', ')}`);
  const failed = rebuilt.filter((each) => each.failed > 0);
  must(failed.length === 0, 'everything can be rebuilt', () => JSON.stringify(failed));
}
