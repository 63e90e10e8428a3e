import type { AnyRequest } from './write-request.ts';

const PAGE_SIZE = 100;

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor?: string;
}

/** Iterates over all items of a list; holds one page in memory at a time. */
export async function* everyItem(
  call: (route: string, request: AnyRequest) => Promise<unknown>,
  route: string,
  request: AnyRequest = {},
): AsyncGenerator<unknown, void> {
  let cursor: string | undefined;
  do {
    const query = { limit: PAGE_SIZE, ...request.query, cursor };
    const page = (await call(route, { ...request, query })) as Page;
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
