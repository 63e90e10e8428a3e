import type { ListFormat } from './list-export.ts';

/** A JSON object on each line, as the API answers them. */
export const jsonLines: ListFormat = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  head: () => '',
  lines: (_, rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
};
