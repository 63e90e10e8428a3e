import { expect, test } from 'vitest';
import { unguessableAddress } from './loopback-address.ts';

test('addresses are all different, and none is easy to guess', async () => {
  const addresses = await Promise.all(Array.from({ length: 50 }, () => unguessableAddress()));
  const hosts = addresses.map(({ host }) => host);
  expect(new Set(hosts).size).toBe(50);
  for (const host of hosts) expect(host).toMatch(/^127\.(?!0\.)\d+\.\d+\.(?!0$|255$)\d+$/);
});

test('if the machine lacks such addresses, it is a free port of 127.0.0.1', async () => {
  // Reserved for documentation, so no machine has it.
  const { host, port } = await unguessableAddress(() => '192.0.2.1');
  expect(host).toBe('127.0.0.1');
  expect(port).toBeGreaterThan(0);
});
