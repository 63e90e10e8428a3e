import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beginAuthorization, type Client } from './authorization.ts';
import { openInBrowser } from './open-in-browser.ts';
import { SignInError } from './sign-in-error.ts';
import type { Tokens } from './tokens.ts';

export interface BrowserSignIn extends Client {
  /** Where the provider sends the browser; the client must list `http://localhost:PORT/`. Default: 8976. */
  readonly port?: number;
  /** How long to wait for the person. Default: 5 minutes. */
  readonly timeoutMs?: number;
  /** Opens the address for the person; default: the platform's opener. */
  readonly open?: (url: string) => void;
  /** Prints a line for the person; default: on stderr. */
  readonly report?: (line: string) => void;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>Multidomain</title>
<p>You can close this page and return to the terminal.`;

/**
 * Signs a person in with their browser, which returns to a port of this machine (RFC 8252).
 * @throws SignInError if they do not sign in in time, or the provider refuses.
 */
export async function signInWithBrowser({
  port = 8976,
  timeoutMs = 5 * 60_000,
  open = openInBrowser,
  report = (line) => void process.stderr.write(`${line}\n`),
  ...client
}: BrowserSignIn): Promise<Tokens> {
  const server = await listen(port);
  try {
    const redirectUri = `http://localhost:${(server.address() as AddressInfo).port}/`;
    const authorization = await beginAuthorization(client, redirectUri);
    const returned = returnTo(server, redirectUri, timeoutMs);
    report(`Sign in with your browser:\n${authorization.url}`);
    open(authorization.url.href);
    return await authorization.finish(await returned);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    const message = `Port ${port} is in use, but the browser must return to it. Is another sign-in waiting?`;
    throw new SignInError(message, { cause });
  }
  return server;
}

/** The address with which the browser returns from the provider. */
function returnTo(server: Server, redirectUri: string, timeoutMs: number): Promise<URL> {
  const { promise, resolve, reject } = Promise.withResolvers<URL>();
  const minutes = Math.round(timeoutMs / 60_000);
  const timer = setTimeout(
    () =>
      reject(
        new SignInError(
          `Nobody signed in within ${minutes} minutes. Run the command again, or set MULTIDOMAIN_TOKEN.`,
        ),
      ),
    timeoutMs,
  );
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', redirectUri);
    // Browsers ask for an icon, too.
    if (url.pathname !== '/' || !(url.searchParams.has('code') || url.searchParams.has('error'))) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      Connection: 'close',
    });
    response.end(PAGE, () => resolve(url));
  });
  return promise.finally(() => clearTimeout(timer));
}
