import { expect, test } from 'vitest';
import { Closers } from './closers.ts';

test('ends what was started last first, once, even past a failure', async () => {
  const ended: string[] = [];
  const closers = new Closers();
  closers.add(() => void ended.push('first'));
  closers.add(() => Promise.reject(new Error('stuck')));
  closers.add(async () => void ended.push('last'));
  await expect(closers.close()).rejects.toThrow('stuck');
  await expect(closers.close()).rejects.toThrow('stuck');
  expect(ended).toEqual(['last', 'first']);
});
