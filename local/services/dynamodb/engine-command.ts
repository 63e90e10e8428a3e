import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const VERSION = '1.2.1';

const { resolve } = createRequire(import.meta.url);

/**
 * The command that runs the dynoxide engine: `DYNOXIDE_BIN`, else the installed package of this platform, else
 * npx, which downloads it once.
 */
export function engineCommand(environment: NodeJS.ProcessEnv = process.env): readonly [string, ...string[]] {
  const { DYNOXIDE_BIN } = environment;
  if (DYNOXIDE_BIN) return [DYNOXIDE_BIN];
  try {
    const folder = dirname(resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`));
    return [join(folder, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide')];
  } catch {
    return ['npx', '-y', `dynoxide@${VERSION}`];
  }
}
