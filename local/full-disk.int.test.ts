import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startRuntime } from './runtime.ts';
import { buildShop } from './testing/build-shop.ts';

let folder = '';
let assemblyDir = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  assemblyDir = await buildShop(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A disk of 8 MiB until the current test ends; undefined if this user may not mount one. */
function smallDisk(): string | undefined {
  const path = mkdtempSync(join(tmpdir(), 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', path]);
    rmSync(path, { recursive: true });
  });
  return path;
}

/** Takes all the room that is left, but for a few bytes. */
function fill(path: string): void {
  for (const bytes of [1024 * 1024, 4096]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      // Full.
    }
  }
}

test('while the disk is full, changes get 5xx and events wait; with room, all go on, and nothing is lost', async ({
  skip,
}) => {
  const disk = smallDisk();
  if (disk === undefined) return skip('needs the right to mount a small disk');
  const data = join(disk, 'data');
  mkdirSync(data);
  const lines: string[] = [];
  const log = join(folder, 'functions.log');
  const runtime = await startRuntime({
    ...{ assemblyDir, data, logFile: log },
    onFunctionError: () => {},
    onDiskChange: (line) => lines.push(line),
  });
  onTestFinished(() => runtime.close());
  const orders = `${runtime.url}/api/orders`;
  const accepted: string[] = [];
  const place = async (id: string): Promise<number> => {
    const { status } = await fetch(orders, { method: 'POST', body: id });
    if (status === 202) accepted.push(id);
    return status;
  };
  const ballast = join(disk, 'ballast');
  expect(await place('first')).toBe(202);
  const placing = Array.from({ length: 40 }, (_, index) => place(`early-${index}`));
  await Promise.race(placing);
  fill(ballast);
  await Promise.all(placing);
  // What the engine has room for in its files is still accepted.
  let status = 202;
  for (let index = 0; status === 202; index += 1) status = await place(`late-${index}`);
  expect(status).toBeGreaterThanOrEqual(500);
  expect((await fetch(`${orders}/${accepted[0]}`)).status).toBe(200);
  // Longer than all attempts at an event would take.
  await pause(4000);
  expect(runtime.deadLetters()).toEqual([]);

  rmSync(ballast);
  await expect.poll(() => place('again'), { timeout: 10_000 }).toBe(202);
  expect(await runtime.whenIdle(20_000)).toBe(true);
  expect(runtime.deadLetters()).toEqual([]);
  // The log is written a moment later.
  const projected = async () =>
    [...(await readFile(log, 'utf8')).matchAll(/ projected (\S+)$/gm)].map(([, id]) => id);
  await expect.poll(projected).toEqual(expect.arrayContaining(accepted));
  expect(lines).toEqual([
    expect.stringMatching(/^The disk of .* is full\. .* events wait, until there is room\.$/),
    expect.stringMatching(/^The disk of .* has room again\.$/),
  ]);
});
