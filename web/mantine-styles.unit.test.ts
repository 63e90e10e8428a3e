import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, 'src');
const MANTINE = join(import.meta.dirname, '../node_modules/@mantine/core');

const listed = [...readFileSync(join(SOURCES, 'mantine.css'), 'utf8').matchAll(/styles\/([\w-]+)\.css/g)].map(
  ([, name]) => name as string,
);

/** The names that the page imports from Mantine. */
const imported = globSync('**/*.{ts,tsx}', { cwd: SOURCES }).flatMap((file) =>
  [
    ...readFileSync(join(SOURCES, file), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g),
  ].flatMap(([, names = '']) => names.split(',').map((name) => name.replace(/^\s*type |\s/g, ''))),
);

/** The names of all modules of Mantine that the modules of these names import. The page's notifications are Mantine's, too. */
function modulesOf(names: readonly string[]): string[] {
  const files = globSync('esm/**/*.mjs', { cwd: MANTINE }).map((file) => join(MANTINE, file));
  const open = files.filter((file) => names.includes(basename(file, '.mjs')));
  const seen = new Set<string>();
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/from ?"(\.[^"]+)"/g);
    const base = dirname(file);
    open.push(...[...imports].map(([, path = '']) => resolve(base, path)).filter(existsSync));
  }
  return [...seen].map((file) => basename(file, '.mjs'));
}

/** Imported for an icon or a type only. */
const withoutStyles = ['Checkbox', 'RadioCard'];

test('the style sheet has the styles of the components that the page uses, and of no others', () => {
  const modules = [...new Set(modulesOf([...imported, 'Notification']))];
  const used = modules.filter((name) => existsSync(join(MANTINE, `styles/${name}.css`)));
  const expected = [...used.filter((name) => !withoutStyles.includes(name)), 'baseline', 'global'];
  expect(listed.toSorted()).toEqual(expected.toSorted());
});

test('the styles are in the order in which Mantine has them', () => {
  const all = readFileSync(join(MANTINE, 'styles.css'), 'utf8');
  const places = listed.map((name) =>
    all.indexOf(readFileSync(join(MANTINE, `styles/${name}.css`), 'utf8').slice(0, 200)),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
