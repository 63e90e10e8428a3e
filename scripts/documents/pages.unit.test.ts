import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blocksOf, codeOf, commandsOf, pages } from './pages.ts';
import { ranBy } from './ran-by.ts';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const named = pages.map((page) => [page.file, page] as const);

test('the pages are found', () => {
  expect(pages.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', join('docs', 'deploy.md')]),
  );
});

describe.each(named)('%s', (file, page) => {
  const said = [...commandsOf(page), ...codeOf(page)];

  test('names no npm script that is not there', () => {
    const used = said.flatMap((code) => [...code.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name));
    expect(used.filter((name) => scripts[String(name)] === undefined)).toEqual([]);
  });

  test('names no file or folder that is not there', () => {
    expect(said.flatMap(pathsIn).filter(isMissing)).toEqual([]);
  });

  test('links to pages that are there', () => {
    const links = [...page.text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });

  test('has no command that nothing runs, and that is not known to need an account or an emulator', () => {
    expect(commandsOf(page).filter((command) => ranBy(command) === undefined)).toEqual([]);
  });
});

/** Folders that are committed: a path that begins with one is a file or folder of this project. */
const FOLDERS = [
  'bench',
  'contracts',
  'docs',
  'functions',
  'infra',
  'local',
  'scripts',
  'shared',
  'test',
  'web',
];

/** Made by a command, so not there in a fresh clone. */
const MADE = /^web\/dist/;

function pathsIn(code: string): string[] {
  const words = code.split(/[\s()='"]+/).map((word) => word.replace(/[:,.;]+$/, ''));
  return words.filter(
    (word) => FOLDERS.includes(word.split('/')[0] ?? '') && word.includes('/') && !MADE.test(word),
  );
}

const isMissing = (path: string): boolean =>
  globSync(path.replaceAll(/<[^>]+>|…|NAME/g, '*').replace(/\/$/, ''), { cwd: root }).length === 0;

describe('the symptoms in docs/troubleshooting.md', () => {
  const own = globSync(['**/*.{ts,tsx,mjs}'], {
    cwd: root,
    exclude: (name) => /^(node_modules|\.local|cdk\.out|coverage|dist)$/.test(String(name)),
  });
  const sources = own.map((file) => readFileSync(join(root, file), 'utf8'));
  const page = pages.find(({ file }) => file.endsWith('troubleshooting.md'));
  // `text npm` is what npm says.
  const symptoms = page === undefined ? [] : blocksOf(page).filter(({ kind }) => kind === 'text');

  test('are there', () => {
    expect(symptoms.length).toBeGreaterThan(20);
  });

  test.each(symptoms)('$lines is what the program says', ({ lines }) => {
    const parts = lines.flatMap((line) => line.split(/…|(?<=\.) /)).map((part) => part.trim());
    const unsaid = parts.filter((part) => /\w{2}/.test(part) && !sources.some((text) => text.includes(part)));
    expect(unsaid).toEqual([]);
  });
});
