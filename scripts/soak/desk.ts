import type { ApiClient } from '../../client/create-client.ts';
import { ApiProblem } from '../../client/errors.ts';
import type { Code } from '../../client/problem-code.ts';
import type { Random } from '../demo/random.ts';
import type { Ledger } from './ledger.ts';
import { untilAnswered } from './until-answered.ts';

/** Something that staff do, and how often, compared with the other tasks. */
export interface Task {
  readonly weight: number;
  readonly work: () => Promise<void>;
}

export interface DeskOptions {
  readonly api: ApiClient;
  readonly ledger: Ledger;
  readonly random: Random;
  /** Stops in the middle of anything. */
  readonly signal: AbortSignal;
}

/** What all tasks of one member of staff need. */
export class Desk {
  readonly ledger: Ledger;
  readonly random: Random;
  readonly #api: ApiClient;
  readonly #signal: AbortSignal;

  constructor({ api, ledger, random, signal }: DeskOptions) {
    this.#api = api;
    this.ledger = ledger;
    this.random = random;
    this.#signal = signal;
  }

  /** Asks until there is an answer; undefined for a refusal with one of these codes. Any other is a surprise. */
  async ask<T>(ask: (api: ApiClient) => Promise<T>, ...refusals: readonly Code[]): Promise<T | undefined> {
    try {
      return await untilAnswered(() => ask(this.#api), this.#signal);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (!refusals.includes(error.code)) {
        this.ledger.surprises.push(
          `${error.status} ${error.code}: ${error.message} (${error.correlationId})`,
        );
      }
      return undefined;
    }
  }

  oneOf<T>(items: readonly T[]): T | undefined {
    return items[this.random.integer(0, items.length - 1)];
  }

  take<T>(items: T[]): T | undefined {
    return items.splice(this.random.integer(0, items.length - 1), 1)[0];
  }

  aName(): string {
    return `${this.aWord()} ${this.aWord()}`;
  }

  aWord(): string {
    return this.random.integer(36 ** 5, 36 ** 6 - 1).toString(36);
  }
}
