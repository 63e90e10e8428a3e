import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionSpec } from '../../template/model.ts';
import type { FunctionLog } from './function-log.ts';

/** A function whose code is `source` (an ES module that exports `handler`), in a folder of its own. */
export async function aFunction(source: string, changes: Partial<FunctionSpec> = {}): Promise<FunctionSpec> {
  const codePath = await mkdtemp(join(tmpdir(), 'function-'));
  await writeFile(join(codePath, 'index.mjs'), source);
  const name = changes.name ?? 'orders-api';
  return {
    logicalId: 'OrdersApi',
    name,
    arn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
    codePath,
    handler: 'index.handler',
    timeoutSeconds: 5,
    memoryMb: 128,
    environment: {},
    roleArn: `arn:aws:iam::000000000000:role/${name}`,
    ...changes,
  };
}

/** Removes the code of functions made by `aFunction`. */
export async function removeCode(functions: readonly FunctionSpec[]): Promise<void> {
  await Promise.all(functions.map(({ codePath }) => rm(codePath, { recursive: true })));
}

/** A log that keeps its lines, each after its function's name. */
export function memoryLog(): FunctionLog & { readonly lines: string[] } {
  const lines: string[] = [];
  return { lines, write: (functionName, line) => void lines.push(`${functionName} ${line}`) };
}
