import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allEvents } from './all.ts';
import { fileOfEvent } from './publishing/published-event.ts';

const folder = join(import.meta.dirname, 'examples');

test('every example is of a published version of an event', () => {
  const files = readdirSync(folder).toSorted();
  expect(readdirSync(join(folder, '../published/events'))).toEqual(expect.arrayContaining(files));
});

test.each(allEvents.map((contract) => [fileOfEvent(contract), contract] as const))(
  '%s has an example that satisfies its contract and has no other fields',
  (file, contract) => {
    const path = join(folder, file);
    if (!existsSync(path))
      throw new Error(`Save an example event, as consumers receive it, to ${path}, and never change it`);
    const example = JSON.parse(readFileSync(path, 'utf8'));
    expect(example).toMatchObject({ source: contract.source, 'detail-type': contract.name });
    expect(contract.detail.parse(example.detail)).toEqual(example.detail);
  },
);
