import { isDeepStrictEqual } from 'node:util';
import { isRecent, isRecord } from '../../../shared/search/former-places.ts';
import { isFormer } from '../../../shared/search/former-rows.ts';
import { idAt } from '../../../shared/search/search-row.ts';
import type { Row, Rows } from '../derived/rows.ts';
import { type Search, searches } from '../derived/searches.ts';
import { type Check, subjectsOf, textIn } from './check.ts';

const placeOf = (row: object) => ({
  term: textIn(row as Row, 'term'),
  position: textIn(row as Row, 'position'),
});

async function expectedBy({ owner, key, rowsOf: rowsFor }: Search, rows: Rows, ids: readonly string[]) {
  const owners = await rows.get(
    owner,
    ids.map((id) => ({ [key]: id })),
  );
  return owners.map((row) => (row === undefined || 'removedAt' in row ? [] : rowsFor(row)));
}

/** Search rows that an owner must have. */
const missingCheck = (search: Search): Check => ({
  name: search.table,
  rebuiltAs: search.name,
  subjects: (rows) => subjectsOf(rows, { [search.owner]: (row) => ({ id: textIn(row, search.key) }) }),
  async compare(rows, subjects) {
    const expected = await expectedBy(
      search,
      rows,
      subjects.map(({ id = '' }) => id),
    );
    const found = await rows.get(search.table, expected.flat().map(placeOf));
    let next = 0;
    return subjects.map(({ id }, index) => {
      const wrong = (expected[index] ?? []).filter((row) => !isDeepStrictEqual(found[next++], row));
      return wrong.length === 0
        ? undefined
        : { text: `${id} has ${wrong.length} missing or wrong search rows` };
    });
  },
});

/** Search rows that have no owner, or that it no longer has. Those that tell where an owner was expire. */
const strayCheck = (search: Search): Check => ({
  name: `${search.table}, strays`,
  rebuiltAs: search.name,
  subjects: (rows) =>
    subjectsOf(rows, { [search.table]: (row) => ({ id: idAt(textIn(row, 'position')), ...placeOf(row) }) }),
  async compare(rows, subjects) {
    const expected = await expectedBy(
      search,
      rows,
      subjects.map(({ id = '' }) => id),
    );
    const found = await rows.get(search.table, subjects.map(placeOf));
    return subjects.map(({ id, term, position }, index) => {
      const [row, places = []] = [found[index], expected[index]?.map(placeOf)];
      const isRight =
        row === undefined ||
        places.some((each) => each.term === term && each.position === position) ||
        (places.length > 0 && isFormer(row)) ||
        (isRecord(row) && (places.length > 0 || isRecent(row, Date.now())));
      return isRight ? undefined : { text: `${id} has a search row too many` };
    });
  },
});

/** Search rows with their owners, which most rows follow a moment later. */
export const searchChecks: readonly Check[] = searches.flatMap((search) => [
  missingCheck(search),
  strayCheck(search),
]);
