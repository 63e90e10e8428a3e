import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contractBreaks } from './contract-breaks.ts';
import { contracts, fileOf, type PublishedContract, published } from './contracts.ts';

const folder = join(import.meta.dirname, 'published');

const read = (file: string): PublishedContract => JSON.parse(readFileSync(join(folder, file), 'utf8'));

describe.each(contracts.map((contract) => [fileOf(contract), contract] as const))('%s', (file, contract) => {
  test('breaks nobody who holds to what was published', () => {
    const breaks = contractBreaks(read(file).detail, published(contract).detail);
    const remedy =
      'Consumers of the published contract would break. Take the change back, or keep this version and define ' +
      `the next one beside it: defineEvent(..., ${contract.schemaVersion + 1}).`;
    expect(breaks, remedy).toEqual([]);
  });

  test('is published as it is', () => {
    expect(published(contract), 'Publish it: node scripts/publish-contracts.ts').toEqual(read(file));
  });
});

test('no version that was published is gone: its events may still be under way, or in an archive', () => {
  expect(readdirSync(folder).toSorted()).toEqual(contracts.map(fileOf).toSorted());
});

test('no two contracts are of one version of one event', () => {
  expect(new Set(contracts.map(fileOf)).size).toBe(contracts.length);
});

test('every event of the design has a contract, told by the service that owns it', () => {
  const namesOf = (source: string) => [
    ...new Set(contracts.filter((contract) => contract.source === source).map(({ name }) => name)),
  ];
  expect(namesOf('multidomain.customer')).toEqual(['CustomerAdded', 'CustomerUpdated', 'CustomerRemoved']);
  expect(namesOf('multidomain.catalog')).toEqual([
    'ProductAdded',
    'ProductModified',
    'ProductRemoved',
    'StockReserved',
    'StockRejected',
  ]);
  expect(namesOf('multidomain.purchases')).toEqual([
    'PurchaseRequested',
    'PurchaseCompleted',
    'PurchaseRejected',
    'PurchaseCancelled',
  ]);
});
