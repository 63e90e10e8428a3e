import type { Random } from '../random.ts';
import type { World } from '../world/world.ts';
import { shopApi } from './api.ts';
import { asViolation, commandFor } from './commands.ts';
import { rebuildAll } from './damage.ts';
import type { Ledger } from './ledger.ts';
import { redriveAll, republishAll } from './operators.ts';
import type { Visit } from './visit.ts';

/** People who use the shop, one command each. */
export class Visits {
  begun = 0;
  /** How many people are at something. */
  open = 0;
  readonly #world: World;
  readonly #ledger: Ledger;
  readonly #random: Random;
  readonly #skip: ReadonlySet<number>;
  readonly #fail: (error: Error) => void;
  #intervalMs: number;
  #ended = true;
  #isRebuilding = false;

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

  /** @param intervalMs the longest time between two visits; default: as before, or at first as chance decides. */
  begin(intervalMs = this.#intervalMs): void {
    this.#intervalMs = intervalMs;
    this.#ended = false;
    this.#next();
  }

  #next(): void {
    const { scheduler, faults } = this.#world;
    scheduler.after(this.#random.between(0, this.#intervalMs), () => {
      if (this.#ended) return;
      if (faults.strikes('redrive')) redriveAll(this.#world);
      if (faults.strikes('republish')) republishAll(this.#world);
      if (!this.#isRebuilding && faults.strikes('rebuild')) this.rebuild();
      this.#visit();
      this.#next();
    });
  }

  /** Lets an operator rebuild everything. Two at once would hinder each other. */
  rebuild(): void {
    this.#isRebuilding = true;
    this.#let(
      'rebuild',
      rebuildAll(this.#world).finally(() => {
        this.#isRebuilding = false;
      }),
    );
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
    world.note(`visit ${number} begins to ${name}`);
    this.#let(
      name,
      command(visit).then(() => world.note(`visit ${number} ends`)),
    );
  }

  #let(name: string, work: Promise<void>): void {
    this.open += 1;
    work
      .catch((error: unknown) => this.#fail(asViolation(error, name)))
      .finally(() => {
        this.open -= 1;
      });
  }
}
