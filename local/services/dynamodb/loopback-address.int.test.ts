import { expect, test } from 'vitest';
import { unguessableAddress } from './loopback-address.ts';

test('no two addresses are the same, and none is one that everybody tries', async () => {
  const addresses = await Promise.all(Array.from({ length: 50 }, () => unguessableAddress()));
  const hosts = addresses.map(({ host }) => host);
  expect(new Set(hosts).size).toBe(50);
  for (const host of hosts) expect(host).toMatch(/^127\.(?!0\.)\d+\.\d+\.(?!0$|255$)\d+$/);
});

test('where this machine has no such address, it is a free port of 127.0.0.1', async () => {
  // An address for documentation, which no machine has.
  const { host, port } = await unguessableAddress(() => '192.0.2.1');
  expect(host).toBe('127.0.0.1');
  expect(port).toBeGreaterThan(0);
});
