import fc from 'fast-check';
import { expect } from 'vitest';
import { encodeCursor } from '../paging/cursor.ts';
import { type ApiRequest, ask } from './api-event.ts';
import { forgedCursors, impossiblePositions, spoiltPositions } from './forged-cursors.ts';

/** A list, and what its cursors say. */
export interface ListUnderTest {
  readonly handler: unknown;
  readonly request?: ApiRequest;
  /** What the list binds its cursors to. */
  readonly query: unknown;
  /** A position of the list. */
  readonly real: string;
}

/** Holds that a list takes the cursors of its positions, and answers 400 to all others. */
export async function checkCursors({ handler, request = {}, query, real }: ListUnderTest): Promise<void> {
  const page = (cursor: string) => ask(handler, { ...request, query: { ...request.query, cursor } });
  // What is refused below is refused for its position: the seal is right.
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
