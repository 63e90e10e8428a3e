import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { currentAssembly } from '../../scripts/start/assembly/kept-assemblies.ts';
import { servePage } from '../../scripts/start/page/serve-page.ts';
import { sendCustomer } from './support/customer-form.ts';
import { cutOffAt } from './support/cut-off.ts';
import { newVisitor, provideBrowser } from './support/open-page.ts';
import { violationsOf } from './support/violations.ts';

provideBrowser();

let system: Runtime;

beforeAll(async () => {
  const assemblyDir = await currentAssembly({ context: { authorization: 'open' } });
  system = await startRuntime({
    assemblyDir,
    logFile: '.local/open-access-functions.log',
    onFunctionError: () => {},
    ...servePage,
  });
}, 300_000);
afterAll(() => system.close());

test('with open access the header says that anyone can edit, and nobody signs in', async () => {
  const page = await newVisitor();
  await page.goto(`${system.url}/customers`);
  await page.getByRole('banner').getByText('Open access: anyone can edit').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await violationsOf(page)).toBe('');
  expect(
    await cutOffAt(page, [
      [320, 568],
      [1280, 800],
    ]),
  ).toEqual([]);
  await sendCustomer(page, 'Ada Lovelace');
  await page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor();
  expect(await page.getByRole('button', { name: 'Signed in' }).count()).toBe(0);
});
