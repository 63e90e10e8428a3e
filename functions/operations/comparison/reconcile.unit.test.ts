import { expect, test } from 'vitest';
import type { Rows } from '../derived/rows.ts';
import type { Check, Subject } from './check.ts';
import { type Found, look } from './reconcile.ts';

test('what several rows have in common is compared once, even if they are on several pages', async () => {
  const pages = ['aab', 'bbb', 'bc', 'c'].map((ids) => [...ids].map((id) => ({ id })));
  const compared: string[] = [];
  const check: Check = {
    name: 'pages',
    async *subjects() {
      yield* pages;
    },
    compare: async (_rows, subjects: readonly Subject[]) =>
      subjects.map(({ id = '' }) => {
        compared.push(id);
        return id === 'c' ? { text: 'c differs' } : undefined;
      }),
  };
  const found = new Map<string, Found>();
  await look({} as Rows, check, found, () => {});
  expect(compared).toEqual(['a', 'b', 'c']);
  expect([...found.values()]).toEqual([{ text: 'c differs', check, subject: { id: 'c' } }]);
});
