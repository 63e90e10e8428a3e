import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { PROJECT_FOLDER } from '../project-folder.ts';

/** Serves the web page from its sources, and reloads it when one of them is saved. */
export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts Vite's development server on the first free port from 5173 up.
 * @param apiOrigin where to forward requests for the API.
 * @param report takes the reason if Vite exits later.
 * @throws Error with Vite's output if it exits instead.
 */
export async function startPageServer(
  apiOrigin: string,
  report: (line: string) => void,
): Promise<PageServer> {
  const vite = join(PROJECT_FOLDER, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, 'web', '--clearScreen', 'false'], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, API_ORIGIN: apiOrigin },
  });
  const exited = once(child, 'exit');
  const url = Promise.withResolvers<string>();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += stripVTControlCharacters(text);
      const [, address] = /Local:\s+(http:\S+?)\/?\s/.exec(output) ?? [];
      if (address !== undefined) url.resolve(address);
    });
  }
  let serving = false;
  void exited.then(([code, signal]) => {
    const reason = `Vite exited with ${signal ?? `code ${code}`}.\n${output.trim()}`;
    url.reject(new Error(reason));
    if (serving) report(`The page is no longer served: ${reason}`);
  });
  const address = await url.promise;
  serving = true;
  return {
    url: address,
    async close() {
      serving = false;
      child.kill();
      await exited;
    },
  };
}
