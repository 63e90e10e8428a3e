import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compilePattern } from '../../services/events/pattern.ts';
import { PatternError } from '../../services/events/pattern-error.ts';
import { loadSystem } from '../../template/load-system.ts';
import { type Pair, pairsOf, randomPairs } from './pairs.ts';

/**
 * `node local/testing/event-ruler/compare.ts CLASSPATH ASSEMBLY [SEED]`: compares the event patterns of the embedded runtime with event-ruler, the
 * library that EventBridge is built on: those of the app, and a random sample.
 */
const [classpath = '', assembly = '', seed = '1'] = process.argv.slice(2);
const SAMPLE = 5000;
const SHOWN = 10;

/** What is known to differ, and why. */
const deviations: readonly {
  readonly why: string;
  readonly is: (pair: Pair, ours: string, theirs: string) => boolean;
}[] = [
  {
    why: 'EventBridge documents lists of at least one text; event-ruler takes empty ones below anything-but.',
    is: ({ pattern }, ours) =>
      ours === 'refused' &&
      /"(prefix|suffix|wildcard|equals-ignore-case)":\[\]/.test(JSON.stringify(pattern)),
  },
  {
    why: 'A range of addresses that begins within its network: event-ruler rounds it down, EventBridge is said to refuse it.',
    is: ({ pattern }, ours) => ours === 'refused' && JSON.stringify(pattern).includes('"10.0.0.7/24"'),
  },
  {
    why: 'One path written twice, with a dot and without: event-ruler takes it, and which of both counts is not documented.',
    is: ({ pattern }, ours) =>
      ours === 'refused' && /"c\.a":.*"c":\{|"c":\{.*"c\.a":/.test(JSON.stringify(pattern)),
  },
  {
    why: 'event-ruler compares addresses as text, so all addresses of IPv6 include some that are none.',
    is: ({ pattern }, ours, theirs) =>
      ours === 'no match' && theirs === 'match' && JSON.stringify(pattern).includes('"::/0"'),
  },
];

const model = loadSystem(assembly);
const own = [
  ...model.rules.map((rule) => rule.pattern),
  ...model.eventSources.flatMap(({ filters }) => filters),
];
const pairs = [...own.flatMap(pairsOf), ...randomPairs(SAMPLE, Number(seed))];

const { stdout, stderr, status } = spawnSync(
  'java',
  ['-cp', classpath, join(import.meta.dirname, 'Decide.java')],
  {
    input: pairs.map((pair) => JSON.stringify(pair)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  },
);
const answers = stdout.trimEnd().split('\n');
if (status !== 0 || answers.length !== pairs.length) {
  throw new Error(`event-ruler answered ${answers.length} of ${pairs.length} pairs:\n${stderr}`);
}

const counts = { refused: 0, match: 0, 'no match': 0 };
let known = 0;
const unknown: string[] = [];
for (const [index, pair] of pairs.entries()) {
  const ours = decide(pair);
  const theirs = answers[index] ?? '';
  counts[ours] += 1;
  if (ours === theirs) continue;
  if (deviations.some(({ is }) => is(pair, ours, theirs))) known += 1;
  else unknown.push(`${JSON.stringify(pair)}\n  ${ours}; event-ruler: ${theirs}`);
}
const summary = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
console.log(
  `${pairs.length} pairs of an event and a pattern (${own.length} patterns of the app): ${summary.join(', ')}`,
);
console.log(`${unknown.length} differ from event-ruler, and ${known} in known ways (seed ${seed})`);
for (const line of unknown.slice(0, SHOWN)) console.log(line);
process.exitCode = unknown.length > 0 ? 1 : 0;

function decide({ pattern, event }: Pair): keyof typeof counts {
  try {
    return compilePattern(pattern, 'pattern')(JSON.parse(JSON.stringify(event))) ? 'match' : 'no match';
  } catch (error) {
    if (error instanceof PatternError) return 'refused';
    throw error;
  }
}
