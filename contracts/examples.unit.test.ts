import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allEvents } from './all.ts';
import { fileOfEvent } from './publishing/published-event.ts';

const folder = join(import.meta.dirname, 'examples');

test('every example is of a published version', () => {
  const files = readdirSync(folder).toSorted();
  expect(readdirSync(join(folder, '../published/events'))).toEqual(expect.arrayContaining(files));
});

test.each(allEvents.map((contract) => [fileOfEvent(contract), contract] as const))(
  '%s has an example, which fits its contract and loses nothing by it',
  (file, contract) => {
    const path = join(folder, file);
    if (!existsSync(path))
      throw new Error(`Store an event as consumers receive it in ${path}; never change it`);
    const example = JSON.parse(readFileSync(path, 'utf8'));
    expect(example).toMatchObject({ source: contract.source, 'detail-type': contract.name });
    expect(contract.detail.parse(example.detail)).toEqual(example.detail);
  },
);
