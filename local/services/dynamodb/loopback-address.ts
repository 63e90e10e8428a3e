import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Where a program listens on this machine. */
export interface LoopbackAddress {
  /** An IPv4 address of 127.0.0.0/8. */
  readonly host: string;
  readonly port: number;
}

/**
 * A free port at a random address of 127.0.0.0/8: one of 16 million, so that a web page in this machine's
 * browser, which may call every loopback address, cannot find what listens there. Where 127.0.0.1 is the only
 * loopback address (macOS), the port alone is random.
 * @param randomHost for tests; default: an address from a cryptographic source
 */
export async function unguessableAddress(randomHost: () => string = loopbackHost): Promise<LoopbackAddress> {
  const host = randomHost();
  try {
    return { host, port: await freePort(host) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRNOTAVAIL')) throw error;
    return { host: '127.0.0.1', port: await freePort('127.0.0.1') };
  }
}

/** 127.0.x.x is left out: 127.0.0.1 is where everybody looks, and distributions put services near it. */
function loopbackHost(): string {
  return `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
