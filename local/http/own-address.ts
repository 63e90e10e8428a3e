/** The names under which this machine reaches itself, as a `Host` header spells them. */
const NAMES = ['localhost', '127.0.0.1', '[::1]'];
const DEFAULT_HTTP_PORT = 80;

/**
 * Whether a `Host` header, or the authority of an absolute URL, names a local server on `port`. Any other name is
 * somebody else's, even one that resolves to this machine: that is how another site's page reaches a local server
 * by DNS rebinding. A trailing dot makes another name of it.
 */
export function isOwnHost(host: string, port: number): boolean {
  return ownHosts(port).includes(host.toLowerCase());
}

/** Whether an `Origin` header is that of a page which a local server on `port` served itself. */
export function isOwnOrigin(origin: string, port: number): boolean {
  return ownHosts(port).some((host) => origin === `http://${host}`);
}

/** Whether an `Origin` header is that of a page on this machine, on whatever port. */
export function isLoopbackOrigin(origin: string): boolean {
  return /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(origin);
}

function ownHosts(port: number): string[] {
  const withPort = NAMES.map((name) => `${name}:${port}`);
  return port === DEFAULT_HTTP_PORT ? [...withPort, ...NAMES] : withPort;
}
