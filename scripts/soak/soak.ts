import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClient } from '../../client/create-client.ts';
import { Random } from '../demo/random.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { Rows } from '../reconcile/rows.ts';
import { awsAccessOf, stackPrefixOf } from '../running/aws-access.ts';
import type { Place } from '../running/place.ts';
import { tokensFor } from '../tokens/token-for.ts';
import { causeFaults, plannedFaults } from './faults.ts';
import { footprintOf } from './footprint.ts';
import { findAll } from './found.ts';
import { Ledger } from './ledger.ts';
import type { Sample } from './memory.ts';
import { RestartedSystem, type SystemOptions } from './restarted-system.ts';
import { staffAtWork } from './staff.ts';
import { Tally } from './tally.ts';
import { violationsOf } from './violations.ts';

const SAMPLE_EVERY_MS = 500;
const QUIET_MS = 300_000;

export interface SoakOptions extends SystemOptions {
  readonly minutes: number;
  readonly seed: number;
  /** Stops it before its time: nothing is checked, and the call rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Takes a line for whoever is watching. */
  readonly say: (line: string) => void;
}

export interface SoakResult {
  /** What is wrong, in words. */
  readonly violations: readonly string[];
  readonly tally: Tally;
  readonly purchases: number;
  readonly samples: readonly Sample[];
}

/** Uses a system while it is killed again and again, then checks that it has kept all its promises. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const system = await RestartedSystem.start(options);
  try {
    return await soakOn(system, options);
  } finally {
    await system.stop();
  }
}

async function soakOn(system: RestartedSystem, options: SoakOptions): Promise<SoakResult> {
  const { minutes, seed, say } = options;
  const { url: baseUrl } = system;
  const tally = new Tally();
  const ledger = new Ledger();
  const samples: Sample[] = [];
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const token = tokensFor({ url: baseUrl, role: 'editor' });
  // How to sign in is asked for once, and the system has to answer.
  await token();
  const api = createClient({ baseUrl, token, attempts: 1, fetch: tally.fetch });

  const ends = performance.now() + minutes * 60_000;
  const isOver = () => performance.now() >= ends;
  const faults = plannedFaults(minutes * 60_000, new Random(seed));
  const cause = async (kind: 'end-worker' | 'kill'): Promise<void> => {
    if (kind === 'kill') {
      await system.restart();
      tally.kills += 1;
      say(`Killed and restarted (${tally.kills}). ${tally.requests} requests so far.`);
    } else if ((await system.endWorker(new Random(seed + tally.workerEnds).fraction())) !== undefined) {
      tally.workerEnds += 1;
    }
  };
  const sampling = async (): Promise<void> => {
    let [life, before] = [0, 0];
    for (; !isOver(); await pause(SAMPLE_EVERY_MS, undefined, { signal })) {
      if (tally.kills !== life) [life, before] = [tally.kills, tally.requests];
      const footprint = footprintOf(system.pid);
      if (footprint) samples.push({ ...footprint, life, requests: tally.requests - before });
      system.throwIfEnded();
    }
  };
  // The first failure ends the others.
  const together = [
    staffAtWork({ api, ledger, seed, signal, isOver }),
    causeFaults({ faults, cause, signal }),
    sampling(),
  ];
  for (const each of together) each.catch((error) => failure.abort(error));
  const outcomes = await Promise.allSettled(together);
  options.signal.throwIfAborted();
  if (outcomes.some(({ status }) => status === 'rejected')) throw failure.signal.reason;

  say('Waiting until nothing is left to handle.');
  const violations = await violationsAtRest(system, () =>
    findAll(api).then((found) => violationsOf(ledger, found)),
  );
  return { violations, tally, purchases: ledger.purchases.length, samples };
}

async function violationsAtRest(
  system: RestartedSystem,
  compare: () => Promise<string[]>,
): Promise<string[]> {
  // biome-ignore lint/style/noRestrictedGlobals: these addresses are the runtime's, not the API's.
  const local = async (path: string) => (await fetch(`${system.url}/_local/${path}`)).json();
  const { idle } = (await local(`idle?timeoutMs=${QUIET_MS}`)) as { idle?: boolean };
  const { items } = (await local('dead-letters')) as { items: unknown[] };
  const place: Place = { kind: 'local', port: system.port };
  const dynamodb = new DynamoDBClient(awsAccessOf(place));
  const differences = await reconcile(await Rows.open(dynamodb, stackPrefixOf(place)), () => {});
  dynamodb.destroy();
  return [
    ...(idle ? [] : [`Something is still left to handle after ${QUIET_MS / 1000} seconds.`]),
    ...items.map((item) => `There is a dead letter: ${JSON.stringify(item)}`),
    ...(await compare()),
    ...differences.map(({ check, text }) => `npm run reconcile: ${check.name}: ${text}.`),
  ];
}
