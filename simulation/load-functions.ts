import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { handlersBuild } from '../infra/bundling/bundle-handlers.ts';
import type { FunctionSpec } from '../local/model.ts';

const PROJECT = join(import.meta.dirname, '..');

export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** Handlers by the ARN of their function. */
export type Handlers = ReadonlyMap<string, Handler>;

/**
 * Builds all handlers so that they can run together in one process: each has its own copy of the project's modules, and
 * all share one copy of the libraries.
 * @param folder inside the project, where modules find its libraries.
 */
export async function buildHandlers(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const { inject, alias, ...options } = handlersBuild(PROJECT);
  await build({
    ...options,
    packages: 'external',
    plugins: [ownUuid],
    sourcemap: false,
    outdir: folder,
    logLevel: 'warning',
  });
}

/** The ids of the package `uuid` depend on those made before, even in an earlier run. */
const ownUuid: Plugin = {
  name: 'own-uuid',
  setup({ onResolve }) {
    const path = join(import.meta.dirname, 'uuid.ts');
    onResolve({ filter: /^uuid$/ }, ({ importer }) => (importer === path ? { external: true } : { path }));
  },
};

/** Imports the handler of each function, with the function's environment. @param folder of {@link buildHandlers}. */
export async function loadHandlers(functions: readonly FunctionSpec[], folder: string): Promise<Handlers> {
  const handlers = new Map<string, Handler>();
  for (const spec of functions) {
    const file = join(folder, handlerOf(spec), 'index.mjs');
    // Several functions may have the same code.
    const url = `${pathToFileURL(file).href}?function=${spec.name}`;
    const { handler } = await inEnvironment(spec, () => import(url));
    handlers.set(spec.arn, handler);
  }
  return handlers;
}

/** `customer/create-customer`: the source map beside the code that the template deploys names it. */
function handlerOf({ codePath, name }: FunctionSpec): string {
  const file = join(codePath, 'index.mjs.map');
  const { sources } = JSON.parse(readFileSync(file, 'utf8')) as { sources: readonly string[] };
  for (const source of sources) {
    const [, service, handler] = /functions\/([^/]+)\/handlers\/([^/]+)\.ts$/.exec(source) ?? [];
    if (handler !== undefined) return `${service}/${handler}`;
  }
  throw new Error(`${name}: no handler is named in ${relative(PROJECT, resolve(dirname(file)))}`);
}

async function inEnvironment<T>({ environment }: FunctionSpec, work: () => Promise<T>): Promise<T> {
  const before = process.env;
  process.env = {
    PATH: before['PATH'],
    TZ: 'UTC',
    AWS_REGION: 'us-east-1',
    ...environment,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
  };
  try {
    return await work();
  } finally {
    // Read when a metric is written, not when its function is loaded.
    process.env = { ...before, POWERTOOLS_METRICS_DISABLED: 'true' };
  }
}
