import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROJECT_FOLDER } from '../project-folder.ts';

const BUILT = 'web/dist/index.html';
/** Includes the client and the contracts, which the page shares with others. */
const SOURCES = [
  'web/{src,public}/**/*',
  'web/*',
  '{client,contracts,shared/values}/**/*.ts',
  'package-lock.json',
];

/** The web page, which is built before it can be served. */
export interface WebPage {
  /** Whether the page was never built, or one of its sources has changed since. */
  needsBuild(): Promise<boolean>;
  /** @throws BuildError with the bundler's output. */
  build(signal: AbortSignal): Promise<void>;
}

/** The bundler failed; the message is its output. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

/** The page in `web/`. @param root the project's folder. */
export const createWebPage = (root = PROJECT_FOLDER): WebPage => ({
  async needsBuild() {
    const built = await stat(join(root, BUILT)).catch(() => undefined);
    if (built === undefined) return true;
    for await (const file of glob(SOURCES, { cwd: root })) {
      const source = await stat(join(root, file));
      if (source.isFile() && source.mtimeMs > built.mtimeMs) return true;
    }
    return false;
  },
  async build(signal) {
    const vite = join(PROJECT_FOLDER, 'node_modules/vite/bin/vite.js');
    const child = spawn(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // With any other value the page would include React's development checks.
      env: { ...process.env, NODE_ENV: 'production' },
      signal,
    });
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    if (code !== 0) throw new BuildError(`The web page cannot be built.\n${`${stderr}${stdout}`.trim()}`);
  },
});
