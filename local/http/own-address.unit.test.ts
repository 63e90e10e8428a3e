import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOwnHost, isOwnOrigin } from './own-address.ts';

const names = ['localhost', '127.0.0.1', '[::1]'];
const ports = fc.integer({ min: 1, max: 65_535 });

test('a name of the server with its port is its own host and origin', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), ports, (name, port) => {
      expect(isOwnHost(`${name.toUpperCase()}:${port}`, port)).toBe(true);
      expect(isOwnOrigin(`http://${name}:${port}`, port)).toBe(true);
    }),
  );
});

test('the port may be omitted if it is the scheme’s default', () => {
  for (const name of names) {
    expect([isOwnHost(name, 80), isOwnOrigin(`http://${name}`, 80)]).toEqual([true, true]);
    expect([isOwnHost(name, 3000), isOwnOrigin(`http://${name}`, 3000)]).toEqual([false, false]);
  }
});

test('nothing that a URL parser takes for another host is accepted, however it is spelled', () => {
  const authority = fc.oneof(
    fc.webAuthority(),
    fc.tuple(fc.constantFrom(...names), fc.string({ maxLength: 5 }), ports).map((parts) => parts.join('')),
    fc.tuple(fc.string({ maxLength: 5 }), fc.constantFrom(...names), ports).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(authority, ports, (host, port) => {
      if (!isOwnHost(host, port)) return;
      const { hostname } = new URL(`http://${host}`);
      expect(names).toContain(hostname);
    }),
  );
});
