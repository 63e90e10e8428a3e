import type { SystemModel } from '../local/model.ts';
import { answerCalls } from './aws-clients.ts';
import { checkAtRest } from './checks/at-rest.ts';
import { checkBuyable } from './checks/buyable.ts';
import { checkTables } from './checks/tables.ts';
import { watch } from './checks/watch.ts';
import { controlProcess } from './controlled-process.ts';
import type { Handlers } from './load-functions.ts';
import { Random } from './random.ts';
import { comeToRest, drive } from './rest.ts';
import { patientApi } from './shop/api.ts';
import { Ledger } from './shop/ledger.ts';
import { Visits } from './shop/visits.ts';
import { Violation } from './violation.ts';
import { type Fault, Faults } from './world/faults.ts';
import { currentInvocation } from './world/invocation.ts';
import { World } from './world/world.ts';

/** The system to simulate. */
export interface System {
  readonly model: SystemModel;
  readonly handlers: Handlers;
}

export interface RunOptions {
  readonly seed: number;
  /** After how many steps faults and visits end. */
  readonly steps: number;
  /** Faults that do not happen. Default: none. */
  readonly without?: ReadonlySet<Fault>;
  /** Numbers of visits that are left out. Default: none. */
  readonly skip?: ReadonlySet<number>;
}

/** What happened in a run. */
export interface Outcome {
  readonly seed: number;
  /** The promise that was broken; undefined if all were kept. */
  readonly violation?: { readonly rule: string; readonly text: string };
  readonly trace: readonly string[];
  readonly steps: number;
  readonly visits: number;
  readonly purchases: number;
  readonly invocations: number;
  readonly events: number;
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
}

const START = Date.parse('2026-03-02T09:00:00.000Z');

/** Runs the system with one seed, to rest, and checks its promises. The same options have the same outcome. */
export async function run({ model, handlers }: System, options: RunOptions): Promise<Outcome> {
  const { seed, steps, without = new Set(), skip = new Set() } = options;
  const random = new Random(seed);
  const faults = new Faults(random.fork(), without);
  const violations: Error[] = [];
  const fail = (error: Error) => violations.push(error);
  const world = new World({
    ...{ model, handlers, faults },
    random: random.fork(),
    start: START + random.between(0, 86_400_000),
    onChange: (changes) => {
      try {
        watch(changes);
      } catch (error) {
        fail(error as Error);
      }
    },
  });
  const ledger = new Ledger();
  const visits = new Visits(world, ledger, random.fork(), skip, fail);
  controlProcess({
    now: () => Math.floor(world.now) + (currentInvocation()?.skewMs ?? 0),
    pause: (milliseconds) => world.scheduler.pause(milliseconds),
    random: random.fork(),
  });
  answerCalls((call) => world.call(call));
  try {
    visits.begin();
    while (world.scheduler.steps < steps && violations.length === 0) await world.scheduler.step();
    visits.end();
    faults.end('throttle', 'refusedPut', 'partialPut');
    if (random.chance(0.5)) world.bus.endOutage();
    if (violations.length === 0) await comeToRest(world, visits, violations);
    if (violations.length === 0) {
      // Readers get along with it at any time.
      faults.end('throttle');
      const shop = { world, ledger, api: patientApi(world, 'viewer') };
      for (const check of [checkAtRest, checkTables, checkBuyable]) {
        if (violations.length === 0) await drive(world, check(shop), violations);
      }
    }
  } catch (error) {
    fail(error as Error);
  } finally {
    controlProcess();
  }
  const [violation] = violations;
  return {
    seed,
    ...(violation && {
      violation: {
        rule: violation instanceof Violation ? violation.rule : violation.name,
        text: violation instanceof Violation ? violation.message : String(violation.stack),
      },
    }),
    trace: world.trace,
    steps: world.scheduler.steps,
    visits: visits.begun,
    purchases: ledger.purchases.size,
    invocations: world.invocations,
    events: world.bus.accepted.size,
    faults: Object.fromEntries(faults.counts),
  };
}
