/**
 * Writes everything derived from the contracts: the published events and routes, and the OpenAPI and AsyncAPI
 * documents. If a change would break existing clients or consumers, it fails and writes nothing.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publications } from './publications.ts';

const root = join(import.meta.dirname, '../..');

const breaks = publications.flatMap(({ path, breaks, remedy }) => {
  const file = join(root, path);
  if (!existsSync(file)) return [];
  const found = breaks(JSON.parse(readFileSync(file, 'utf8')));
  return found.length === 0 ? [] : [`${path}: ${found.join(' ')}\n    ${remedy}`];
});

if (breaks.length > 0) {
  console.error(`Nothing was published.\n  ${breaks.join('\n  ')}`);
  process.exitCode = 1;
} else {
  const files = publications.map(({ path, content }) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content, null, 2));
    return file;
  });
  execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', ...files], { stdio: 'ignore' });
  console.log(
    `Wrote ${files.length} files: events and routes in contracts/published/, and docs/{openapi,asyncapi}.json.`,
  );
}
