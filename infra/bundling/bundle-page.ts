import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * The absolute path of the folder with the built web page.
 * @param assemblyDir the folder that the app is synthesized into; may be relative to the working directory.
 */
export const pageFolder = (assemblyDir: string): string => resolve(assemblyDir, 'page');

/**
 * Builds the web page into its folder, as `npm run build:web` builds it into `web/dist`.
 * @throws Error with the bundler's output.
 */
export function bundlePage(assemblyDir: string): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const options = ['--outDir', pageFolder(assemblyDir), '--emptyOutDir', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', 'web', ...options], {
    cwd: root,
    encoding: 'utf8',
    // With any other value, the page would contain React's development checks.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error(`The web page cannot be built.\n${`${stderr}${stdout}`.trim()}`);
}
