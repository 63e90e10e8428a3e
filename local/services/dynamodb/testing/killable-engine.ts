import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { engineCommand } from '../engine-command.ts';

/** Runs this shell script instead of the engine until the current test ends; `$FOLDER` is a temporary folder. */
export function useEngineScript(script: string): { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'engine-script-'));
  const path = join(folder, 'engine.sh');
  writeFileSync(path, `#!/bin/sh\nFOLDER='${folder}'\n${script}\n`);
  chmodSync(path, 0o755);
  vi.stubEnv('DYNOXIDE_BIN', path);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder };
}

/**
 * Makes it possible to send signals to the engine until the current test ends. After `breakIt()`, a start runs the
 * shell script `broken` instead of the engine.
 */
export function useKillableEngine(broken = 'exit 1') {
  const engine = engineCommand()
    .map((word) => `'${word}'`)
    .join(' ');
  const { folder } = useEngineScript(`
    if test -e "$FOLDER/broken"; then ${broken}; fi
    echo $$ > "$FOLDER/pid"
    exec ${engine} "$@"
  `);
  return {
    breakIt: () => writeFileSync(join(folder, 'broken'), ''),
    signal(name: NodeJS.Signals): void {
      process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), name);
    },
  };
}
