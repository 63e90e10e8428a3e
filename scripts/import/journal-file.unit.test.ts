import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from './journal-file.ts';

const TARGET = 'http://localhost:3000';
const completed = { purchaseId: 'p1', status: 'completed', code: undefined } as const;

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'sales.import-state.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the next run reads the last entry of a line', () => {
  const journal = openJournal(path, TARGET);
  journal.record('a', { purchaseId: 'p1', status: 'pending' });
  journal.record('a', completed);
  expect([...openJournal(path, TARGET).entries]).toEqual([
    ['a', expect.objectContaining({ status: 'completed' })],
  ]);
});

test('reading does not create the file', () => {
  expect(openJournal(path, TARGET).entries.size).toBe(0);
  expect(() => readFileSync(path)).toThrow(/ENOENT/);
});

test('entries of another system are kept, but not used', () => {
  openJournal(path, 'https://other.example').record('a', completed);
  const journal = openJournal(path, TARGET);
  expect(journal.entries.size).toBe(0);
  journal.record('b', completed);
  expect([...openJournal(path, TARGET).entries.keys()]).toEqual(['b']);
  expect([...openJournal(path, 'https://other.example').entries.keys()]).toEqual(['a']);
});

test('an incomplete last line is dropped', () => {
  const journal = openJournal(path, TARGET);
  journal.record('a', completed);
  appendFileSync(path, '{"line":"b","purch');
  const next = openJournal(path, TARGET);
  expect([...next.entries.keys()]).toEqual(['a']);
  next.record('c', completed);
  expect([...openJournal(path, TARGET).entries.keys()]).toEqual(['a', 'c']);
});

test('entries from before a start over are discarded', () => {
  const journal = openJournal(path, TARGET);
  journal.record('a', completed);
  journal.startOver();
  journal.record('b', completed);
  expect([...openJournal(path, TARGET).entries.keys()]).toEqual(['b']);
});

test('a file that is not a journal is not written to', () => {
  writeFileSync(path, 'InvoiceNo,StockCode\n');
  expect(() => openJournal(path, TARGET)).toThrow(/is not an import journal: line 1 is invalid/);
});
