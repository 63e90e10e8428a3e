import { Journal, type JournalRow } from '../../../../sales-import/journal.ts';

const STORE = 'rows';

/**
 * Opens the journal of what was imported from this browser, which keeps it. Where the browser keeps nothing, as in some private windows,
 * it is new each time; then the API's idempotency keys alone prevent duplicates.
 */
export async function openJournal(): Promise<Journal> {
  const database = await opened().catch(() => undefined);
  if (database === undefined) return new Journal([], () => {});
  const rows = await answered(database.transaction(STORE).objectStore(STORE).getAll());
  return new Journal(rows as JournalRow[], keeperIn(database));
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('multidomain-import', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answered(request);
}

const answered = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Rows that come together are written together. */
function keeperIn(database: IDBDatabase): (row: JournalRow) => Promise<void> {
  let waiting: JournalRow[] = [];
  let written = Promise.resolve();
  const write = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite');
      const store = transaction.objectStore(STORE);
      for (const row of waiting) {
        if ('afresh' in row) store.clear();
        else store.put(row, keyOf(row));
      }
      waiting = [];
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  return (row) => {
    waiting.push(row);
    if (waiting.length === 1) {
      // A journal that cannot be written is no reason to stop: the API's idempotency keys remain.
      written = Promise.resolve()
        .then(write)
        .catch(() => {});
    }
    return written;
  };
}

const keyOf = (row: Exclude<JournalRow, { readonly afresh: true }>): string => {
  if ('line' in row) return `line ${row.line}`;
  return 'stocked' in row ? `stocked ${row.stocked}` : `returning ${row.returning}`;
};
