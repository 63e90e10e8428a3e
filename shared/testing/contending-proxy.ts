import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineClient } from '../../local/services/dynamodb/engine-client.ts';
import { conflict, itemsWritten, refused, seededRandom, throttled } from './contention.ts';

/** How hard a {@link ContendingProxy} is on its callers; may be changed at any time. */
export class Contention {
  /** How long a write keeps others from its items, in milliseconds. */
  holdMs = 8;
  /** The share of requests that are throttled: 0 (none) to 1 (all), chosen at random with a fixed seed. */
  throttledShare = 0;
  /** How many of the next writes are carried out and yet answered with an error, as when an answer is lost. */
  lostAnswers = 0;
}

/** An endpoint of DynamoDB. */
export interface ContendingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Stands before the engine, which serializes everything and throttles nobody, and behaves as DynamoDB does under
 * contention: while a write is under way, other writes to its items are refused.
 * @param keysOf the names of a table's key attributes.
 */
export async function startContendingProxy(
  engineUrl: string,
  keysOf: (table: string) => readonly string[],
  contention: Contention,
): Promise<ContendingProxy> {
  const engine = new EngineClient(engineUrl);
  const busy = new Set<string>();
  const random = seededRandom(20260314);

  const answer = async (operation: string, body: Buffer, headers: IncomingHttpHeaders) => {
    const input = JSON.parse(body.toString());
    if (random() < contention.throttledShare) return throttled(operation, input, random);
    const items = itemsWritten(operation, input, keysOf);
    const contended = items.map((item) => busy.has(item));
    if (contended.includes(true)) return conflict(operation, contended);
    for (const item of items) busy.add(item);
    try {
      if (items.length > 0) await pause(contention.holdMs);
      const done = await engine.send(headers, body);
      if (items.length === 0 || done.status !== 200 || contention.lostAnswers === 0) return done;
      contention.lostAnswers -= 1;
      return refused('InternalServerError');
    } finally {
      for (const item of items) busy.delete(item);
    }
  };

  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const { status, body } = await answer(operation, await buffer(request), request.headers);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  server.keepAliveTimeout = 65_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      engine.close();
    },
  };
}
