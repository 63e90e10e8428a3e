import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchTemplate } from './watch-template.ts';

test('a saved source of the template is reported once, with how to restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'template-'));
  for (const part of ['infra/stacks', 'contracts/shop']) await mkdir(join(folder, part), { recursive: true });
  const reported: string[] = [];
  const { close } = watchTemplate((line) => reported.push(line), folder);
  onTestFinished(async () => {
    close();
    await rm(folder, { recursive: true });
  });

  await writeFile(join(folder, 'infra/stacks/shop-stack.unit.test.ts'), '');
  await writeFile(join(folder, 'contracts/shop/shapes.ts'), '');
  await writeFile(join(folder, 'contracts/shop/routes.ts'), '');
  await writeFile(join(folder, 'infra/stacks/shop-stack.ts'), '1');
  await writeFile(join(folder, 'infra/stacks/shop-stack.ts'), '2');
  await expect.poll(() => reported.length).toBeGreaterThanOrEqual(2);
  expect(reported.toSorted()).toEqual([
    expect.stringMatching(
      /^contracts\/shop\/routes\.ts has changed\. If it .* restart: Ctrl-C, then npm run dev\.$/,
    ),
    'infra/stacks/shop-stack.ts has changed. To apply it, restart: Ctrl-C, then npm run dev.',
  ]);
});
