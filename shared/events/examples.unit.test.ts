import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contracts, fileOf } from './contracts.ts';

const folder = join(import.meta.dirname, 'examples');

test('every version that was published has an example: store one as it would come, and never change it', () => {
  expect(readdirSync(folder).toSorted()).toEqual(readdirSync(join(folder, '../published')).toSorted());
});

test.each(contracts.map((contract) => [fileOf(contract), contract] as const))(
  'the example of %s fits its contract, which loses nothing of it',
  (file, contract) => {
    const example = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    expect(example).toMatchObject({ source: contract.source, 'detail-type': contract.name });
    expect(contract.detail.parse(example.detail)).toEqual(example.detail);
  },
);
