import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/** Random choices that a seed determines. */
export class Random {
  readonly #generator;

  constructor(seed: number) {
    this.#generator = mersenne(seed);
  }

  /** A whole number, both bounds included. */
  between(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** From 0 to below 1. */
  fraction(): number {
    return this.between(0, 2 ** 32 - 1) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** @param list not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.between(0, list.length - 1)] as T;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const left = [...list];
    return list.map(() => left.splice(this.between(0, left.length - 1), 1)[0] as T);
  }

  /** Another stream of choices: how many are taken from it does not change this one. */
  fork(): Random {
    return new Random(this.between(0, 2 ** 31 - 1));
  }
}
