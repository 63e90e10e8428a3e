import { existsSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '1.2.1';

/**
 * The command that runs the dynoxide engine: `DYNOXIDE_BIN`, else the installed package of this platform, else
 * npx, which downloads it once.
 */
export function engineCommand(environment: NodeJS.ProcessEnv = process.env): readonly [string, ...string[]] {
  const { DYNOXIDE_BIN } = environment;
  if (DYNOXIDE_BIN) return [DYNOXIDE_BIN];
  const root = join(import.meta.dirname, '../../..');
  const extension = process.platform === 'win32' ? '.exe' : '';
  const platformPackage = `@dynoxide/${process.platform}-${process.arch}`;
  const installed = join(root, 'node_modules', platformPackage, `dynoxide${extension}`);
  return existsSync(installed) ? [installed] : ['npx', '-y', `dynoxide@${VERSION}`];
}
