import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Runtime, startRuntime } from '../../../local/runtime.ts';
import { copyInputs } from '../assembly/testing/copy-inputs.ts';
import { synthesize } from '../synthesize.ts';
import { renewFunctions } from './develop.ts';
import { watchFunctions } from './watch-functions.ts';

let folder = '';
let functions: ReturnType<typeof watchFunctions>;
let runtime: Runtime;
const reported: string[] = [];

/** Starts the system from a copy of the project, whose sources the test can change. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'develop-'));
  await copyInputs(folder);
  const assemblyDir = await synthesize({
    app: join(folder, 'infra/app.ts'),
    outDir: join(folder, 'assembly'),
    context: { 'aws:cdk:disable-asset-staging': true, authorization: 'open' },
  });
  functions = watchFunctions(folder);
  await functions.start(assemblyDir);
  runtime = await startRuntime({ assemblyDir, folder, onFunctionError: () => {} });
  renewFunctions(functions, runtime, (line) => reported.push(line));
});

afterAll(async () => {
  await functions.close();
  await runtime.close();
  await rm(folder, { recursive: true });
});

async function replace(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
}

const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 60_000, interval: 50 });

test('a handler that is saved runs its new code, on the same data', async () => {
  const added = await fetch(`${runtime.url}/api/customers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada', email: 'ada@example.org', birthDate: '1990-06-15' }),
  });
  const customer = `${runtime.url}${added.headers.get('location')}`;
  expect(await (await fetch(customer)).json()).toMatchObject({ name: 'Ada' });

  const handler = 'functions/customer/handlers/get-customer.ts';
  await replace(
    handler,
    'customerView(await customers.get(path.customerId), now)',
    "{ ...customerView(await customers.get(path.customerId), now), name: 'Changed' }",
  );
  await eventually(async () =>
    expect(await (await fetch(customer)).json()).toMatchObject({ name: 'Changed' }),
  );
  expect(reported).toEqual(['Reloaded: get-customer']);

  await replace(handler, "'Changed'", '');
  await eventually(async () => expect(reported.at(-1)).toContain('get-customer.ts'));
  expect(await (await fetch(customer)).json()).toMatchObject({ name: 'Changed', version: 1 });
});
