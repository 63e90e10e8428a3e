import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { commandsOf, pages } from '../scripts/documents/pages.ts';

/** The commands of README's walkthrough of a purchase, including the refusal at its end. */
function walkThrough(): string[] {
  const readme = pages.find(({ file }) => file === 'README.md');
  const commands = readme === undefined ? [] : commandsOf(readme);
  const [first, last] = [/^API=/, /colour=blue/].map((part) => commands.findIndex((line) => part.test(line)));
  return commands.slice(first, (last ?? 0) + 1);
}

/** Runs commands in one shell, waiting after each change until the system is idle, and returns their output lines. */
async function runInShell(commands: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'documents-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await copyFile(join(import.meta.dirname, 'support/curl.mjs'), join(folder, 'curl'));
  const path = [folder, dirname(process.execPath), process.env['PATH']].join(delimiter);
  const settle = `curl -s "${inject('baseUrl')}/_local/idle?timeoutMs=60000" > idle`;
  const changes = (command: string) => / -(d|X) /.test(command);
  const script = commands.flatMap((command) => (changes(command) ? [command, settle] : command)).join('\n');
  const { stdout } = await promisify(execFile)('sh', ['-euc', script], {
    cwd: folder,
    env: { ...process.env, PATH: path },
  });
  return stdout.trim().split('\n');
}

/** A command of the documents for the system under test, wherever it is run. */
function forThisSystem(command: string): string {
  const baseUrl = inject('baseUrl');
  const script = join(import.meta.dirname, '../scripts/tokens/main.ts');
  return command
    .replaceAll('http://localhost:3000', baseUrl)
    .replace('npm run --silent token --', `node ${script} --port ${new URL(baseUrl).port}`);
}

test("README's walkthrough of a purchase works", async () => {
  const answers = (await runInShell(walkThrough().map(forThisSystem))).map((line) => JSON.parse(line));
  expect(answers).toMatchObject([
    { idle: true },
    { status: 'completed', quantity: 2 },
    { items: expect.arrayContaining([expect.objectContaining({ name: 'Zoë Müller' })]) },
    { items: [{ units: 2 }] },
    { status: 'completed', returned: 1 },
    { status: 'cancelled', returned: 2 },
    { status: 400, errors: [{ path: 'limit' }, { path: 'colour' }] },
  ]);
});
