import { type ForkedSystem, type ForkOptions, forkSystem } from '../start/fork-system.ts';

export type SystemOptions = ForkOptions;

/** A system that is killed and restarted on the same port and data. */
export class RestartedSystem {
  readonly port: number;
  readonly #options: SystemOptions;
  #current: ForkedSystem;
  #isRestarting = false;

  private constructor(options: SystemOptions, first: ForkedSystem) {
    this.port = first.port;
    this.#options = { ...options, port: first.port };
    this.#current = first;
  }

  static async start(options: SystemOptions): Promise<RestartedSystem> {
    return new RestartedSystem(options, await forkSystem(options));
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get pid(): number {
    return this.#current.pid;
  }

  endWorker(place: number): Promise<string | undefined> {
    return this.#current.endWorker(place);
  }

  async restart(): Promise<void> {
    this.#isRestarting = true;
    await this.#current.kill();
    this.#current = await forkSystem(this.#options);
    this.#isRestarting = false;
  }

  /** @throws Error if the process has ended by itself */
  throwIfEnded(): void {
    if (!this.#isRestarting && this.#current.hasEnded()) throw new Error('The system has ended by itself.');
  }

  stop(): Promise<void> {
    return this.#current.stop();
  }
}
