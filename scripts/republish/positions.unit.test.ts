import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LATER, NOW } from '../../shared/testing/fixed.ts';
import { type Position, Positions } from './positions.ts';

const position: Position = { after: 'a-key', rows: 30, since: NOW };

function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'positions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'new', 'positions.json');
}

const open = (file: string, now: string) => new Positions(file, Date.parse(now));

test('a position is known to the next run, for its table only', () => {
  const file = aFile();
  open(file, NOW).set('one', position);
  expect(open(file, LATER).of('one')).toEqual(position);
  expect(open(file, LATER).of('other')).toBeUndefined();
});

test('a position of more than a day ago is forgotten', () => {
  const file = aFile();
  open(file, NOW).set('one', position);
  expect(open(file, '2026-03-15T15:09:26.534Z').of('one')).toEqual(position);
  expect(open(file, '2026-03-15T15:09:26.535Z').of('one')).toBeUndefined();
});

test('a run that is done leaves nothing behind', () => {
  const file = aFile();
  const positions = open(file, NOW);
  positions.set('one', position);
  positions.forget();
  expect(positions.of('one')).toBeUndefined();
  expect(open(file, NOW).of('one')).toBeUndefined();
});

test('a file that cannot be read counts as none', () => {
  const file = aFile();
  open(file, NOW).set('one', position);
  writeFileSync(file, '{"one":');
  expect(open(file, NOW).of('one')).toBeUndefined();
});
