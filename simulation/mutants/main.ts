import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { synthesize } from '../../scripts/start/synthesize.ts';
import { parseOptions } from '../../scripts/terminal/parse-options.ts';
import { runCommand } from '../../scripts/terminal/run-command.ts';
import { UsageError } from '../../scripts/terminal/usage-error.ts';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import { MutatedCopy, placesOf } from './mutated-copy.ts';

const USAGE = `Usage: npm run mutate:simulation -- [--only TEXT] [--seeds N]

Plants ${mutants.length} deliberate faults, one at a time, in a copy of the project, and names the seed that finds each.

  --only TEXT  only mutants with this text in their name
  --seeds N    how many seeds may try to find one (default 300)
`;

/** Faults that no seed finds. */
class MutantsSurvived extends Error {
  override readonly name = 'MutantsSurvived';
}

process.exitCode = await runCommand(USAGE, () => main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<string | undefined> {
  const { values } = parseOptions({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h' },
      only: { type: 'string', default: '' },
      seeds: { type: 'string', default: '300' },
    },
  });
  if (values.help) return undefined;
  const chosen = mutants.filter(({ name }) => name.includes(values.only));
  if (chosen.length === 0) throw new UsageError(`No mutant has "${values.only}" in its name.`);
  const copy = new MutatedCopy(resolve('.local/simulation/mutated'));
  const assembly = await synthesize({ outDir: resolve('.local/simulation/cdk.out') });
  const missed: string[] = [];
  let found = 0;
  for (const [index, mutant] of chosen.entries()) {
    const where =
      placesOf(mutant) === 1
        ? await findIn(copy, assembly, mutant, values.seeds)
        : 'its text is not in the file once';
    const isFound = where.startsWith('seed');
    if (isFound) found += 1;
    else if (mutant.whyNotFound === undefined) missed.push(mutant.name);
    process.stdout.write(`${String(index + 1).padStart(3)} ${mutant.name}: ${where}\n`);
    if (!isFound && mutant.whyNotFound !== undefined) process.stdout.write(`    ${mutant.whyNotFound}\n`);
  }
  if (found === chosen.length) return `Found: ${found} of ${chosen.length}.`;
  if (missed.length === 0) return `Found: ${found} of ${chosen.length}; the others are explained.`;
  throw new MutantsSurvived(
    `${missed.length} mutants survived:\n${missed.map((name) => `  ${name}`).join('\n')}`,
  );
}

/** Runs seeds until one finds the mutant. @returns `seed 3: every purchase is settled`, or what happened instead */
function findIn(copy: MutatedCopy, assembly: string, mutant: Mutant, seeds: string): Promise<string> {
  return copy.during(mutant, async () => {
    // Only these change the template.
    const changesTemplate = /^(infra|contracts)\//.test(mutant.file);
    const args = [
      ...[join(copy.folder, 'simulation/main.ts'), '--seeds', seeds, '--no-shrink'],
      ...(changesTemplate ? [] : ['--assembly', assembly]),
    ];
    const child = spawn(process.execPath, args, { cwd: copy.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    const [, seed, rule] = /Seed (\d+) breaks a promise: ([^:\n]+)/.exec(errors) ?? [];
    if (seed !== undefined) return `seed ${seed}: ${rule}`;
    return code === 0 ? 'not found' : `the simulation failed: ${errors.trim().split('\n')[0]}`;
  });
}
