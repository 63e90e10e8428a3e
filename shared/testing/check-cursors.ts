import fc from 'fast-check';
import { expect } from 'vitest';
import { encodeCursor } from '../paging/cursor.ts';
import { type ApiRequest, ask } from './api-event.ts';
import { forgedCursors, impossiblePositions, spoiltPositions } from './forged-cursors.ts';

/** A list and the content of its cursors. */
export interface ListUnderTest {
  readonly handler: unknown;
  readonly request?: ApiRequest;
  /** The query that cursors are bound to. */
  readonly query: unknown;
  /** A position of the list. */
  readonly real: string;
}

/** Checks that a list accepts the cursors of its positions and refuses all others with 400. */
export async function checkCursors({ handler, request = {}, query, real }: ListUnderTest): Promise<void> {
  const page = (cursor: string) => ask(handler, { ...request, query: { ...request.query, cursor } });
  // The seals below are valid, so it is the position that is refused.
  expect(await page(encodeCursor(real, query))).toMatchObject({ status: 200 });
  for (const position of [...impossiblePositions, ...spoiltPositions(real)]) {
    expect(await page(encodeCursor(position, query)), JSON.stringify(position)).toMatchObject({
      status: 400,
      body: { type: 'urn:multidomain:problem:invalid-cursor' },
    });
  }
  await fc.assert(
    fc.asyncProperty(forgedCursors(query, real), async (cursor) => {
      expect([200, 400]).toContain((await page(cursor)).status);
    }),
    { numRuns: 200, examples: impossiblePositions.map((position) => [position === '' ? '=' : position]) },
  );
}
