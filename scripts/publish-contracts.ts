/**
 * Writes every event contract to `shared/events/published/`, one JSON file a version. What is published already
 * may only gain optional fields: a change that breaks its consumers is refused, and nothing is written.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractBreaks } from '../shared/events/contract-breaks.ts';
import { contracts, fileOf, type PublishedContract, published } from '../shared/events/contracts.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'shared/events/published');

const files = contracts.map((contract) => ({
  path: join(folder, fileOf(contract)),
  contract: published(contract),
}));

const breaks = files
  .filter(({ path }) => existsSync(path))
  .flatMap(({ path, contract }) => {
    const before = JSON.parse(readFileSync(path, 'utf8')) as PublishedContract;
    return contractBreaks(before.detail, contract.detail, `${contract.name}.v${contract.schemaVersion}`);
  });

if (breaks.length > 0) {
  console.error(`Nothing was published: these changes need a new version.\n  ${breaks.join('\n  ')}`);
  process.exitCode = 1;
} else {
  mkdirSync(folder, { recursive: true });
  for (const { path, contract } of files) writeFileSync(path, `${JSON.stringify(contract, null, 2)}\n`);
  execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', folder], { stdio: 'ignore' });
  console.log(`Published ${files.length} contracts.`);
}
