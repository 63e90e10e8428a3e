import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

function recorded(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  return { written, progress: createProgress({ isTTY, columns: 40, write }) };
}

test('without a terminal each step is one plain line', async () => {
  const { written, progress } = recorded(false);
  const result = await progress.during('Building', async (detail) => {
    detail('half');
    progress.line('a warning');
    return 7;
  });
  expect(result).toBe(7);
  expect(written).toEqual(['a warning\n', expect.stringMatching(/^✓ Building \d+\.\d s\n$/)]);
});

test('a step that fails is marked, and its error is rethrown', async () => {
  const { written, progress } = recorded(false);
  await expect(progress.during('Building', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(written).toEqual([expect.stringMatching(/^✗ Building/)]);
});

test('on a terminal a line is written above the current step, which is cut to the width and cleared at the end', async () => {
  const { written, progress } = recorded(true);
  await progress.during('Building', async (detail) => {
    detail('x'.repeat(100));
    progress.line('a warning');
  });
  const clear = '\r\u001b[K';
  const [, warning, step, ...end] = written;
  expect(warning).toBe('a warning\n');
  expect(step).toMatch(/^\r.{3}… Building \d\.\d s · x+$/u);
  expect(step?.slice(clear.length)).toHaveLength(39);
  expect(end).toEqual([clear, expect.stringMatching(/^✓ Building/)]);
});
