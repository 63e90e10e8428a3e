import type { Socket } from 'node:net';
import type { Refusal } from './admission.ts';

/** How long a client may take to read why its connection is closed, in milliseconds. */
const LAST_WORDS_MS = 2_000;

const BY_CODE: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The headers of the request are too large.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, detail: 'The chunk extensions of the body are too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request did not arrive in time.' },
};

/** The refusal of an invalid or incomplete HTTP request; undefined when there is no client left to read it. */
export function refusalOfBytes(error: NodeJS.ErrnoException, socket: Socket): Refusal | undefined {
  const { code = '' } = error;
  if (!socket.writable || code === 'ECONNRESET') return undefined;
  return BY_CODE[code] ?? { status: 400, detail: 'The data received is not a well-formed HTTP request.' };
}

/**
 * Sends `message` as the last one on a connection. Anything that the client still sends is discarded until it has
 * had time to read the message: closed at once, the connection would be reset and the message lost.
 */
export function endWith(socket: Socket, message: string): void {
  socket.on('error', () => {});
  socket.resume();
  socket.end(message);
  setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref();
}
