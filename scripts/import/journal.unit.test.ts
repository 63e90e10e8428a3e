import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from './journal.ts';

const TARGET = 'http://localhost:3000';
const completed = { purchaseId: 'p1', status: 'completed', code: undefined } as const;

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'sales.import-state.jsonl');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the last that was recorded of a line is what the next run reads', () => {
  const journal = new Journal(path, TARGET);
  journal.record('a', { purchaseId: 'p1', status: 'pending' });
  journal.record('a', completed);
  expect([...new Journal(path, TARGET).entries]).toEqual([
    ['a', expect.objectContaining({ status: 'completed' })],
  ]);
});

test('reading alone writes nothing', () => {
  expect(new Journal(path, TARGET).entries.size).toBe(0);
  expect(() => readFileSync(path)).toThrow(/ENOENT/);
});

test('what belongs to another system is kept, and not used', () => {
  new Journal(path, 'https://other.example').record('a', completed);
  const journal = new Journal(path, TARGET);
  expect(journal.entries.size).toBe(0);
  journal.record('b', completed);
  expect([...new Journal(path, TARGET).entries.keys()]).toEqual(['b']);
  expect([...new Journal(path, 'https://other.example').entries.keys()]).toEqual(['a']);
});

test('a line that was not written to its end is dropped', () => {
  const journal = new Journal(path, TARGET);
  journal.record('a', completed);
  appendFileSync(path, '{"line":"b","purch');
  const next = new Journal(path, TARGET);
  expect([...next.entries.keys()]).toEqual(['a']);
  next.record('c', completed);
  expect([...new Journal(path, TARGET).entries.keys()]).toEqual(['a', 'c']);
});

test('what was recorded before a fresh start is forgotten', () => {
  const journal = new Journal(path, TARGET);
  journal.record('a', completed);
  journal.startAfresh();
  journal.record('b', completed);
  expect([...new Journal(path, TARGET).entries.keys()]).toEqual(['b']);
});

test('a file that is no journal is not written to', () => {
  writeFileSync(path, 'InvoiceNo,StockCode\n');
  expect(() => new Journal(path, TARGET)).toThrow(/is not a journal of an import: line 1 is not understood/);
});
