import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/**
 * The absolute path of the folder with a handler's bundle, `index.mjs`.
 * @param assemblyDir the folder that the app is synthesized into. The CDK's command line gives it relative to the
 *   working directory, but bundlers resolve relative paths against folders of their own.
 * @param handler `customer/create-customer`
 */
export const bundleFolder = (assemblyDir: string, handler: string): string =>
  resolve(assemblyDir, 'functions', handler);

/**
 * How every file under `functions/<service>/handlers/` is bundled, each into `<service>/<handler>/index.mjs`. A source
 * map lies beside each, for the stacks of errors.
 * @param folder the project's, absolute.
 */
export function handlersBuild(folder: string) {
  const entries = globSync('functions/*/handlers/*.ts', { cwd: folder, exclude: ['**/*.test.ts'] });
  return {
    absWorkingDir: folder,
    entryPoints: entries.map((entry) => {
      const [, service, , file] = entry.split(/[\\/]/);
      return { in: entry, out: `${service}/${file?.replace(/\.ts$/, '')}/index` };
    }),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    sourcemap: 'linked',
    sourcesContent: false,
    inject: ['source-mapped-stacks.ts', 'schemas-without-eval.ts'].map((file) =>
      join(import.meta.dirname, file),
    ),
    // ESM builds first: they tree-shake, which makes a bundle a third smaller.
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'environment-credentials.ts'),
      'mnemonist/lru-cache': join(import.meta.dirname, 'lru-cache.ts'),
      'node:http': join(import.meta.dirname, 'node-http.ts'),
      'node:process': join(import.meta.dirname, 'node-process.ts'),
      'node:util': join(import.meta.dirname, 'node-util.ts'),
    },
    // Some of the SDK's CommonJS parts call require for Node's own modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  } satisfies BuildOptions;
}

/**
 * Bundles every handler into a folder of its own. One esbuild run for all: the output depends on the sources alone,
 * so an asset's hash changes only with its handler.
 */
export function bundleHandlers(assemblyDir: string): void {
  const { outputFiles } = buildSync({
    ...handlersBuild(root),
    // Written below: paths in a source map must not depend on where the bundles go.
    write: false,
    outdir: root,
    minify: true,
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) {
    const file = bundleFolder(assemblyDir, relative(root, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}
