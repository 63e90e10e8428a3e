import { once } from 'node:events';
import type { Server } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import type { OpenExchanges } from './open-exchanges.ts';

/** How long to wait for a connection without a request: one that was made just before the stop may still send one. */
const LINGER_MS = 100;
/** After how many turns of the event loop without a new connection none is waiting: the first may be a part of one. */
const QUIET_TURNS = 3;

/**
 * Stops listening, lets the requests that have arrived be answered, for at most `deadlineMs`, and then drops the
 * connections that are left.
 */
export async function drain(server: Server, exchanges: OpenExchanges, deadlineMs: number): Promise<void> {
  if (!server.listening) return;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), deadlineMs);
  const late = once(stop.signal, 'abort');
  const closed = once(server, 'close');
  await acceptWaiting(server, stop.signal);
  exchanges.announceEnd();
  server.close();
  do {
    await Promise.race([exchanges.ended(), late]);
    server.closeIdleConnections();
    await Promise.race([closed, late, pause(LINGER_MS)]);
    // Requests that arrived while the event loop was busy are read first.
    await turn();
  } while (exchanges.count > 0 && !stop.signal.aborted);
  clearTimeout(timer);
  server.closeAllConnections();
  await closed;
}

/**
 * Lets the server accept the connections that the operating system has taken on its behalf, and would reset. The
 * event loop accepts one of them each turn.
 */
async function acceptWaiting(server: Server, signal: AbortSignal): Promise<void> {
  let quietTurns = 0;
  const onConnection = (): void => {
    quietTurns = 0;
  };
  server.on('connection', onConnection);
  while (quietTurns < QUIET_TURNS && !signal.aborted) {
    quietTurns += 1;
    await turn();
  }
  server.off('connection', onConnection);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
