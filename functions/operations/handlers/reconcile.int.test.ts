import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { anId } from '../../../shared/testing/fixed.ts';
import { logLines } from '../../../shared/testing/log-lines.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';

const lines = logLines();
const database = await startDatabase('operations');
const { handler } = await import('./reconcile.ts');
const { checks } = await import('../comparison/reconcile.ts');
const { documentClient } = await import('../../../shared/dynamodb/client.ts');
afterAll(() => database.close());

let restore = () => {};
beforeEach(() => {
  lines.length = 0;
  return () => restore();
});

const MINUTE = 60_000;

/** Runs a check. @param milliseconds what is left of the function's time; it keeps two minutes for itself. */
const run = (check: string, milliseconds = 15 * MINUTE) =>
  handler({ check }, { getRemainingTimeInMillis: () => milliseconds });

const put = (variable: string, Item: object) =>
  database.client.send(new PutCommand({ TableName: database.table(variable), Item: { ...Item } }));

/** The values of a metric, each with its check if it has one. */
const measured = (name: string) =>
  lines.flatMap(({ [name]: value, _aws, check }) =>
    value === undefined ? [] : [check === undefined ? value : [value, check]],
  );

const named = () =>
  lines
    .filter(({ message }) => message === 'tables differ')
    .map(({ check, difference }) => [check, difference]);

const NAME = 'Ada Lovelace';

/** Adds customers, with or without replicas in Catalog. @returns their ids */
async function addCustomers(from: number, count: number, withReplicas: boolean): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => anId(from + index));
  for (const customerId of ids) {
    await put('CUSTOMER_CUSTOMERS_TABLE', { customerId, name: NAME, version: 1 });
    const replica = { id: customerId, name: NAME, version: 1 };
    if (withReplicas) await put('CATALOG_CUSTOMER_REPLICA_TABLE', replica);
  }
  return ids;
}

test('each check reads all the tables that it compares, and finds no difference between empty ones', async () => {
  for (const { name } of checks) await run(name);
  expect(measured('Differences')).toEqual(checks.flatMap(({ name }) => [0, [0, name]]));
  expect(measured('ChecksCompleted')).toEqual(checks.map(() => 1));
  expect(measured('ChecksUnfinished')).toEqual([]);
  expect(named()).toEqual([]);
});

test('differences are counted and named, without personal data; another check does not count them', async () => {
  const [wrong = '', missing = ''] = await addCustomers(1, 3, true);
  await put('CATALOG_CUSTOMER_REPLICA_TABLE', { id: wrong, name: 'Old', version: 0 });
  await put('CUSTOMER_CUSTOMERS_TABLE', { customerId: missing, removedAt: 'now', version: 2 });
  await run('catalog CustomerReplica');
  expect(measured('Differences')).toEqual([2, [2, 'catalog CustomerReplica']]);
  expect(measured('ChecksCompleted')).toEqual([1]);
  expect(named().toSorted()).toEqual(
    [
      ['catalog CustomerReplica', `${wrong} has another name than its owner`],
      ['catalog CustomerReplica', `${missing} is not removed, but its owner has removed it`],
    ].toSorted(),
  );
  expect(JSON.stringify(lines)).not.toMatch(/Ada|Old/);

  lines.length = 0;
  await run('catalog Reservations');
  expect(measured('Differences')).toEqual([0, [0, 'catalog Reservations']]);
});

test('a check that runs out of time says so, and still names what it has found and what stays', async () => {
  await addCustomers(10, 250, false);
  let scans = 0;
  const send = documentClient.send.bind(documentClient);
  const spied = vi.spyOn(documentClient, 'send');
  restore = () => spied.mockRestore();
  spied.mockImplementation((async (
    command: Parameters<typeof send>[0],
    options: { abortSignal?: AbortSignal } | undefined,
  ) => {
    if (command.constructor.name === 'ScanCommand') scans += 1;
    // The third page of customers does not come.
    if (scans < 3) return send(command, options);
    scans = 0;
    return new Promise((_, reject) => {
      options?.abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  }) as typeof documentClient.send);
  await run('catalog CustomerReplica', 2 * MINUTE + 1_000);
  expect(measured('ChecksUnfinished')).toEqual([1]);
  expect(measured('ChecksCompleted')).toEqual([]);
  const [all, ofCheck] = measured('Differences');
  expect(all).toBeGreaterThanOrEqual(100);
  expect(all).toBeLessThan(250);
  expect(ofCheck).toEqual([all, 'catalog CustomerReplica']);
  expect(named()).toHaveLength(Number(all));
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: 'ERROR',
      message: 'check not finished',
      check: 'catalog CustomerReplica',
    }),
  );
});

test('a check that has no time left does not pretend to agree', async () => {
  await run('catalog Counters', 2 * MINUTE);
  expect(measured('ChecksUnfinished')).toEqual([1]);
  expect(measured('ChecksCompleted')).toEqual([]);
});

test('a failure is not taken for a lack of time', async () => {
  const spied = vi.spyOn(documentClient, 'send');
  restore = () => spied.mockRestore();
  spied.mockRejectedValue(new Error('AccessDenied') as never);
  await expect(run('catalog Counters')).rejects.toThrow('AccessDenied');
  expect(measured('ChecksCompleted')).toEqual([]);
});

test('an unknown check is an error that names the known ones', async () => {
  await expect(run('catalog Stock')).rejects.toThrow(/no check "catalog Stock".*"catalog Reservations"/);
});
