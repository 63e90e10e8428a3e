import type { SystemModel } from '../local/model.ts';
import { controlProcess } from './controlled-process.ts';
import type { Handlers } from './load-functions.ts';
import { Random } from './random.ts';
import { patientApi, shopApi } from './shop/api.ts';
import { checkAtRest, checkBuyable, checkSettled } from './shop/checks.ts';
import { asViolation, commandFor } from './shop/commands.ts';
import { Ledger } from './shop/ledger.ts';
import { emptyReplica, redriveAll, republishAll } from './shop/operators.ts';
import { checkTables } from './shop/tables.ts';
import type { Visit } from './shop/visit.ts';
import { watch } from './shop/watch.ts';
import { require, Violation } from './violation.ts';
import { answerCalls } from './world/aws-clients.ts';
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
/** A run that takes more never comes to rest. */
const MOST_STEPS = 200_000;
/** Purchases that stay pending are requested again after two minutes, by a function that runs each minute. */
const PATIENCE_MS = 6 * 60_000;

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

/** People who use the shop, one command each. */
class Visits {
  begun = 0;
  open = 0;
  readonly #world: World;
  readonly #ledger: Ledger;
  readonly #random: Random;
  readonly #skip: ReadonlySet<number>;
  readonly #fail: (error: Error) => void;
  readonly #intervalMs: number;
  #ended = false;

  constructor(
    world: World,
    ledger: Ledger,
    random: Random,
    skip: ReadonlySet<number>,
    fail: (error: Error) => void,
  ) {
    this.#world = world;
    this.#ledger = ledger;
    this.#random = random;
    this.#skip = skip;
    this.#fail = fail;
    this.#intervalMs = random.pick([20, 200, 2_000, 60_000, 900_000]);
  }

  begin(): void {
    const { scheduler, faults } = this.#world;
    scheduler.after(this.#random.between(0, this.#intervalMs), () => {
      if (this.#ended) return;
      if (faults.strikes('redrive')) redriveAll(this.#world);
      if (faults.strikes('republish')) republishAll(this.#world);
      this.#visit();
      this.begin();
    });
  }

  end(): void {
    this.#ended = true;
  }

  #visit(): void {
    this.begun += 1;
    const random = this.#random.fork();
    const number = this.begun;
    if (this.#skip.has(number)) return;
    const [name, command] = commandFor(number, random);
    const [world, ledger] = [this.#world, this.#ledger];
    const visit: Visit = {
      ...{ world, ledger, random, number },
      api: shopApi(world, 'editor'),
      viewer: shopApi(world, 'viewer'),
    };
    this.open += 1;
    world.note(`visit ${number} begins to ${name}`);
    command(visit)
      .then(() => world.note(`visit ${number} ends`))
      .catch((error: unknown) => this.#fail(asViolation(error, name)))
      .finally(() => {
        this.open -= 1;
      });
  }
}

/** Lets everything that is under way end, without faults, with what operators do after a disaster. */
async function comeToRest(world: World, visits: Visits, violations: readonly Error[]): Promise<void> {
  const quiet = async (): Promise<void> => {
    for (let round = 0; round < 10 && violations.length === 0; round += 1) {
      await idle(world, () => visits.open > 0, violations);
      if (redriveAll(world) === 0) return;
    }
    require(violations.length > 0, 'the system comes to rest', () => 'dead letters come back for ever');
  };
  await quiet();
  const later = world.now + PATIENCE_MS;
  while (world.now < later && violations.length === 0) await world.scheduler.step();
  await quiet();
  checkSettled(world);
  const isLost = world.faults.strikesOnce('restoredTable');
  if (isLost) emptyReplica(world);
  if (isLost || world.lostRecords > 0) republishAll(world);
  await quiet();
}

async function idle(world: World, isBusy: () => boolean, violations: readonly Error[]): Promise<void> {
  while ((!world.scheduler.isIdle || isBusy()) && violations.length === 0) {
    require(world.scheduler.steps < MOST_STEPS, 'the system comes to rest', () =>
      `after ${MOST_STEPS} steps`);
    if (!(await world.scheduler.step())) return;
  }
}

/** Lets the world go on until something is done. */
async function drive(world: World, work: Promise<void>, violations: Error[]): Promise<void> {
  let done = false;
  const end = work
    .catch((error: unknown) => void violations.push(asViolation(error, 'check')))
    .finally(() => {
      done = true;
    });
  await idle(world, () => !done, violations);
  if (done) await end;
}
