/**
 * Writes every event contract to `contracts/published/events/`, one JSON file a version. What is published already
 * may only gain optional fields: a change that breaks its consumers is refused, and nothing is written.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allEvents } from '../contracts/all.ts';
import { fileOfEvent, type PublishedEvent, publishedEvent } from '../contracts/publishing/published-event.ts';
import { contractBreaks } from '../contracts/publishing/schema-breaks.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'contracts/published/events');

const files = allEvents.map((contract) => ({
  path: join(folder, fileOfEvent(contract)),
  contract: publishedEvent(contract),
}));

const breaks = files
  .filter(({ path }) => existsSync(path))
  .flatMap(({ path, contract }) => {
    const before = JSON.parse(readFileSync(path, 'utf8')) as PublishedEvent;
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
