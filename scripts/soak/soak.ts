import { createClient } from '../../client/create-client.ts';
import { Random } from '../demo/random.ts';
import { tokensFor } from '../tokens/token-for.ts';
import { causeFaults, plannedFaults } from './faults.ts';
import { findAll } from './found.ts';
import { Ledger } from './ledger.ts';
import type { Sample } from './memory.ts';
import { RestartedSystem, type SystemOptions } from './restarted-system.ts';
import { sample } from './sample.ts';
import { Staff } from './staff.ts';
import { Tally } from './tally.ts';
import { violationsOf } from './violations.ts';
import { violationsAtRest } from './violations-at-rest.ts';

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
  const failure = new AbortController();
  const signal = AbortSignal.any([options.signal, failure.signal]);
  const token = tokensFor({ url: baseUrl, role: 'editor' });
  // How to sign in is asked for once, and the system has to answer.
  await token();
  const api = createClient({ baseUrl, token, attempts: 1, fetch: tally.fetch });

  const staff = await Staff.start({ api, ledger, seed, signal });

  const ends = performance.now() + minutes * 60_000;
  const isOver = () => performance.now() >= ends;
  const random = new Random(seed);
  const faults = plannedFaults(minutes * 60_000, random);
  const cause = async (kind: 'end-worker' | 'kill'): Promise<void> => {
    if (kind === 'kill') {
      await system.restart();
      tally.kills += 1;
      say(`Killed and restarted (${tally.kills}). ${tally.requests} requests so far.`);
    } else if ((await system.endWorker(random.fraction())) !== undefined) {
      tally.workerEnds += 1;
    }
  };
  const sampled = sample(system, tally, { isOver, signal });
  // The first failure ends the others.
  const together = [staff.work(isOver), causeFaults({ faults, cause, signal }), sampled];
  for (const each of together) each.catch((error) => failure.abort(error));
  const outcomes = await Promise.allSettled(together);
  options.signal.throwIfAborted();
  if (outcomes.some(({ status }) => status === 'rejected')) throw failure.signal.reason;

  say('Waiting until nothing is left to handle.');
  const violations = [...(await violationsAtRest(system)), ...violationsOf(ledger, await findAll(api))];
  return { violations, tally, purchases: ledger.purchases.length, samples: await sampled };
}
