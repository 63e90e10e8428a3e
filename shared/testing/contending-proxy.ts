import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { TableSpec } from '../../local/model.ts';
import { EngineClient } from '../../local/services/dynamodb/engine-client.ts';
import { type Contention, contending } from './contention.ts';

/** An endpoint of DynamoDB. */
export interface ContendingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a {@link contending} proxy in front of the engine. */
export async function startContendingProxy(
  engineUrl: string,
  tables: readonly TableSpec[],
  contention: Contention,
): Promise<ContendingProxy> {
  const engine = new EngineClient(engineUrl);
  const handle = contending((_, body, headers) => engine.send(headers, body), tables, contention);
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const { status, headers, body } = await handle(operation, await buffer(request), request.headers);
    response.writeHead(status, headers).end(body);
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
