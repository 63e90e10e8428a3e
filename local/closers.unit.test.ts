import { expect, test } from 'vitest';
import { Closers } from './closers.ts';

test('closes everything once, in reverse order, even after a failure', async () => {
  const closed: string[] = [];
  const closers = new Closers();
  closers.add(() => void closed.push('first'));
  closers.add(() => Promise.reject(new Error('stuck')));
  closers.add(async () => void closed.push('last'));
  await expect(closers.close()).rejects.toThrow('stuck');
  await expect(closers.close()).rejects.toThrow('stuck');
  expect(closed).toEqual(['last', 'first']);
});
