import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The requests that a server has taken and not yet answered. */
export class OpenExchanges {
  /** By connection, the response that goes out last: several requests may have been sent ahead. */
  readonly #last = new Map<Socket, ServerResponse>();
  #count = 0;
  #ending = false;
  #none = Promise.withResolvers<void>();

  /** How many there are now. */
  get count(): number {
    return this.#count;
  }

  /** Notes a request, until its response has been sent or its connection has gone. */
  begin(response: ServerResponse): void {
    const { socket } = response.req;
    const before = this.#last.get(socket);
    if (before !== undefined && !before.headersSent) before.removeHeader('Connection');
    this.#last.set(socket, response);
    this.#count += 1;
    if (this.#ending) announceEnd(response);
    response.once('close', () => {
      if (this.#last.get(socket) === response) this.#last.delete(socket);
      this.#count -= 1;
      if (this.#count === 0) this.#none.resolve();
    });
  }

  /** The response still to be sent on a connection, the last if there are several. */
  on(socket: Socket): ServerResponse | undefined {
    return this.#last.get(socket);
  }

  /** From now on the last response on each connection tells the client that the connection closes after it. */
  announceEnd(): void {
    this.#ending = true;
    for (const response of this.#last.values()) announceEnd(response);
  }

  /** Resolves as soon as there are none. */
  async ended(): Promise<void> {
    if (this.#count === 0) return;
    this.#none = Promise.withResolvers();
    await this.#none.promise;
  }
}

function announceEnd(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
