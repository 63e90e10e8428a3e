import type { Handler } from '../http/loopback-server.ts';
import type { ServedApi } from './aws-api.ts';

/** An AWS service as the runtime runs it. Until it is started it only exists; nothing runs and nothing is open. */
export interface LocalService {
  /** For people: `DynamoDB`. */
  readonly name: string;
  /** The APIs that it serves at the AWS endpoint. */
  readonly apis: readonly ServedApi[];
  /** The requests that it answers at the runtime's main address. Default: none. */
  readonly handler?: Handler;
  /**
   * Paths at the main address to which pages on other ports of this machine may send, since nothing that a browser
   * adds by itself lets anybody do anything there. Default: none.
   */
  readonly sharedPaths?: readonly string[];
  /** Resolves once it can be called. The services that it calls have been started before. */
  start(): Promise<void>;
  /** Goes on with the work that was left when the data were last used. Called once every service has started. */
  resume?(): void;
  /** Drops its data. */
  reset(): Promise<void>;
  /** Stops its work and frees what it holds; also works when it was never started. */
  close(): Promise<void>;
}
