import { checkSettled } from './checks/purchases.ts';
import { settled } from './controlled-process.ts';
import { asViolation } from './shop/commands.ts';
import { damage } from './shop/damage.ts';
import { emptyReplica, publishes, redriveAll, republishAll } from './shop/operators.ts';
import type { Visits } from './shop/visits.ts';
import { must } from './violation.ts';
import type { World } from './world/world.ts';

/** What takes more steps never ends. */
const MOST_STEPS = 200_000;
/** Purchases that stay pending are requested again after two minutes, by a function that runs each minute. */
const PATIENCE_MS = 6 * 60_000;
/** For so long, people go on while damage is repaired. */
const STEPS_OF_REBUILD = 800;

/** Lets everything that is under way end, without faults, with what operators do after a disaster. */
export async function comeToRest(world: World, visits: Visits, violations: readonly Error[]): Promise<void> {
  const quiet = async (): Promise<void> => {
    for (let round = 0; round < 10 && violations.length === 0; round += 1) {
      await idle(world, () => visits.open > 0, violations);
      if (redriveAll(world) === 0) return;
    }
    must(violations.length > 0, 'the system comes to rest', () => 'dead letters come back for ever');
  };
  await stepWhile(world, () => world.bus.isOut && violations.length === 0);
  await quiet();
  // Purchases that stay pending are requested again by then.
  const later = world.now + PATIENCE_MS;
  await stepWhile(world, () => world.now < later && violations.length === 0);
  await quiet();
  checkSettled(world);
  const isLost = world.faults.strikesOnce('restoredTable');
  if (isLost) emptyReplica(world);
  const lost = [...world.lostBy];
  if (isLost || lost.some((reader) => publishes(world, reader))) republishAll(world);
  if (lost.some((reader) => !publishes(world, reader))) visits.rebuild();
  await quiet();
  if (violations.length > 0 || !world.faults.strikesOnce('damagedRows')) return;
  damage(world);
  visits.rebuild();
  const end = world.scheduler.steps + STEPS_OF_REBUILD;
  visits.begin(100);
  await stepWhile(world, () => world.scheduler.steps < end && violations.length === 0);
  visits.end();
  await quiet();
}

/** Goes on until a condition ends, or nothing is left to happen. */
async function stepWhile(world: World, goesOn: () => boolean): Promise<void> {
  while (goesOn() && (await world.scheduler.step()));
}

async function idle(world: World, isBusy: () => boolean, violations: readonly Error[]): Promise<void> {
  const rule = 'the system comes to rest';
  const most = world.scheduler.steps + MOST_STEPS;
  while ((!world.scheduler.isIdle || isBusy()) && violations.length === 0) {
    must(world.scheduler.steps < most, rule, () => `not within ${MOST_STEPS} steps`);
    if (await world.scheduler.step()) continue;
    // What needs no time may go on by itself.
    await settled();
    must(!isBusy() || !world.scheduler.isIdle, rule, () => 'somebody waits for what never happens');
  }
}

/** Lets the world go on until something is done. */
export async function drive(world: World, work: Promise<void>, violations: Error[]): Promise<void> {
  let done = false;
  const end = work
    .catch((error: unknown) => void violations.push(asViolation(error, 'check')))
    .finally(() => {
      done = true;
    });
  await idle(world, () => !done, violations);
  // After a violation, it may never be done.
  if (done) await end;
}
