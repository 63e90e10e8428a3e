import type { Benchmark, Row } from '../row.ts';
import { buyers } from './buyers.ts';
import { purchases } from './purchases.ts';
import { rest } from './rest.ts';
import { starts } from './starts.ts';

/** `npm start` in a process of its own. Needs Linux, which says what a process takes. */
export const embedded: Benchmark = {
  title: 'What the embedded runtime takes: to start, for a purchase, for a crowd, and at rest',
  async run(progress) {
    const rows: Row[] = [];
    for (const part of [starts, purchases, buyers, rest]) {
      progress(part.name);
      rows.push(...(await part()));
    }
    return rows;
  },
};
