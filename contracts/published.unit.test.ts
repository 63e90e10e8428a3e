import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allEvents } from './all.ts';
import { fileOfEvent, type PublishedEvent, publishedEvent } from './publishing/published-event.ts';
import { contractBreaks } from './publishing/schema-breaks.ts';

const folder = join(import.meta.dirname, 'published/events');

const PUBLISH = 'Publish it: npm run contracts';

function read(file: string): PublishedEvent {
  const path = join(folder, file);
  if (!existsSync(path)) throw new Error(`${file} is not in contracts/published/events/. ${PUBLISH}`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe.each(allEvents.map((contract) => [fileOfEvent(contract), contract] as const))(
  '%s',
  (file, contract) => {
    test('breaks nobody who holds to what was published', () => {
      const breaks = contractBreaks(read(file).detail, publishedEvent(contract).detail);
      const remedy =
        'Consumers of the published contract would break. Take the change back, or keep this version and define ' +
        `the next one beside it: defineEvent(..., ${contract.schemaVersion + 1}).`;
      expect(breaks, remedy).toEqual([]);
    });

    test('is published as it is', () => {
      expect(publishedEvent(contract), `It differs from what is published. ${PUBLISH}`).toEqual(read(file));
    });
  },
);

test('no version that was published is gone: its events may still be under way, or in an archive', () => {
  const files = allEvents.map(fileOfEvent);
  const gone = readdirSync(folder).filter((file) => !files.includes(file));
  expect(gone, 'Published, but no contract any more: keep it beside its next version').toEqual([]);
});

test('no two contracts are of one version of one event', () => {
  expect(new Set(allEvents.map(fileOfEvent)).size).toBe(allEvents.length);
});

test('every event of the design has a contract, told by the service that owns it', () => {
  const namesOf = (source: string) => [
    ...new Set(allEvents.filter((contract) => contract.source === source).map(({ name }) => name)),
  ];
  const remedy = 'Is it a new event? Add it to this list, and to the table in docs/architecture.md';
  expect(namesOf('multidomain.customer'), remedy).toEqual([
    'CustomerAdded',
    'CustomerUpdated',
    'CustomerRemoved',
  ]);
  expect(namesOf('multidomain.catalog'), remedy).toEqual([
    'ProductAdded',
    'ProductModified',
    'ProductRemoved',
    'StockReserved',
    'StockRejected',
  ]);
  expect(namesOf('multidomain.purchases'), remedy).toEqual([
    'PurchaseRequested',
    'PurchaseCompleted',
    'PurchaseRejected',
    'PurchaseCancelled',
  ]);
});
