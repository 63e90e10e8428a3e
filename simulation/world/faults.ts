import type { Random } from '../random.ts';

/** Everything that may go wrong, and how likely it is at each occasion while it is on. */
export const faults = {
  /** An answer or a delivery takes seconds. */
  delay: 0.02,
  /** A rule hands the same event to its target twice. */
  duplicateEvent: 0.1,
  /** A queue delivers a message again that was handled already. */
  messageAgain: 0.1,
  /** A stream hands over a batch again that was handled already. */
  batchAgain: 0.1,
  /** A message or an event overtakes others by minutes. */
  reorder: 0.1,
  /** A function ends before one of its calls. */
  crashBefore: 0.04,
  /** A function ends after one of its calls took effect, before the answer arrives. */
  crashAfter: 0.04,
  /** A call takes effect, its answer is lost, and the SDK repeats it. */
  lostAnswer: 0.02,
  /** A call takes effect, and no answer ever arrives. */
  noAnswer: 0.01,
  /** DynamoDB refuses a call, or leaves keys of a batch unread. */
  throttle: 0.02,
  /** A call is denied, as if a grant were missing. */
  deniedCall: 0.01,
  /** A function is deployed broken, and mended minutes later. */
  brokenFunction: 0.003,
  /** A transaction conflicts with another one. */
  conflict: 0.05,
  /** The bus refuses some of the entries of a call. */
  partialPut: 0.1,
  /** The bus refuses a call. */
  refusedPut: 0.1,
  /** A rule cannot deliver an event, and keeps it in its dead-letter queue. */
  undelivered: 0.02,
  /** A function's clock is wrong. */
  skewedClock: 0.2,
  /** The bus is out for minutes. */
  busOut: 0.01,
  /** The bus is out until records expire. */
  busOutForDays: 0.003,
  /** The engine behind the tables ends with the calls that are under way, and starts again. */
  engineRestart: 0.001,
  /** Somebody redrives all dead letters. */
  redrive: 0.02,
  /** Somebody publishes everything again. */
  republish: 0.005,
  /** Somebody rebuilds everything that is derived. */
  rebuild: 0.005,
  /** At the end, rows of derived tables are removed, altered and added, and everything is rebuilt while people go on. */
  damagedRows: 0,
  /** At the end, a replica is lost, such as one that was restored from a backup, and everything is published again. */
  restoredTable: 0,
} as const;

export type Fault = keyof typeof faults;
export const faultNames = Object.keys(faults) as Fault[];

/** Which faults happen in a run, and how often they did. Each run has its own mix, so that rare ones are not drowned. */
export class Faults {
  readonly counts = new Map<Fault, number>();
  readonly #random: Random;
  readonly #once: Random;
  readonly #rates = new Map<Fault, number>();
  #left: ReadonlySet<Fault> = new Set(faultNames);

  /** @param without faults that never happen in this run. */
  constructor(random: Random, without: ReadonlySet<Fault>) {
    this.#random = random;
    this.#once = random.fork();
    for (const name of faultNames) {
      const [isOn, strength] = [random.chance(0.55), random.pick([0.3, 1, 3])];
      if (isOn && !without.has(name)) this.#rates.set(name, Math.min(0.5, faults[name] * strength));
    }
  }

  /** The faults of this run. */
  get mix(): Fault[] {
    return [...this.#rates.keys()];
  }

  /** Notes a fault that happens at most once in a run. @returns whether this run has it */
  strikesOnce(name: Fault): boolean {
    if (!this.#rates.has(name) || !this.#once.chance(0.3)) return false;
    this.counts.set(name, 1);
    return true;
  }

  /** Whether {@link end} was not called yet. */
  get areOn(): boolean {
    return this.#left.size === faultNames.length;
  }

  /** Decides whether a fault happens now. */
  strikes(name: Fault): boolean {
    const rate = this.#rates.get(name);
    if (rate === undefined || !this.#left.has(name) || !this.#random.chance(rate)) return false;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    return true;
  }

  /** From now on nothing goes wrong except for these. */
  end(...left: Fault[]): void {
    this.#left = new Set(left);
  }
}
