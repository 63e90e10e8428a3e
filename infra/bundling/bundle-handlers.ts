import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { buildSync } from 'esbuild';

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
 * Bundles every file under `functions/<service>/handlers/` into a folder of its own, in one esbuild run
 * for all. The output depends on the sources only, so an asset's hash changes only with its handler. A source map is
 * next to each, for stack traces.
 */
export function bundleHandlers(assemblyDir: string): void {
  const entries = globSync('functions/*/handlers/*.ts', { cwd: root, exclude: ['**/*.test.ts'] });
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    // Written below, so that paths in a source map do not depend on the bundles' folder.
    write: false,
    entryPoints: entries.map((entry) => {
      const [, service, , file] = entry.split(/[\\/]/);
      return { in: entry, out: `${service}/${file?.replace(/\.ts$/, '')}/index` };
    }),
    outdir: root,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    inject: [join(import.meta.dirname, 'source-mapped-stacks.ts')],
    // ESM builds first: they tree-shake, which makes a bundle a third smaller.
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'environment-credentials.ts') },
    // Some CommonJS parts of the SDK call require for Node's built-in modules.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) {
    const file = bundleFolder(assemblyDir, relative(root, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}
