import { watch } from 'node:fs';
import { basename, join } from 'node:path';
import type { Runtime } from '../../../local/runtime.ts';
import { PROJECT_FOLDER } from '../project-folder.ts';
import type { Develop } from '../start.ts';
import { startPageServer } from './page-server.ts';
import type { WatchedFunctions } from './watch-functions.ts';

/** More names would not fit into a line. */
const MAX_NAMES = 4;

/** Reloads functions and the page when their sources change; tables and queues keep their data. */
export const develop =
  (functions: WatchedFunctions): Develop =>
  async (runtime, report) => {
    const page = await startPageServer(runtime.url);
    renewFunctions(functions, runtime, report);
    const template = watch(join(PROJECT_FOLDER, 'infra'), { recursive: true }, (_, file) => {
      if (file?.endsWith('.ts') && !file.endsWith('.test.ts')) {
        report(`infra/${file} has changed. To apply it, restart: Ctrl-C, then npm run dev.`);
      }
    });
    return {
      url: page.url,
      async close() {
        template.close();
        await page.close();
      },
    };
  };

/** Reloads each function whose bundle has changed, and reports its name. */
export function renewFunctions(
  functions: WatchedFunctions,
  runtime: Pick<Runtime, 'renewFunctions'>,
  report: (line: string) => void,
): void {
  functions.watch({
    onBuilt(folders) {
      runtime.renewFunctions(folders);
      report(`Reloaded: ${listOf(folders.map((folder) => basename(folder)))}`);
    },
    onFailure: (message) =>
      report(`Could not rebuild the functions, so their old code keeps running: ${message}`),
  });
}

function listOf(names: readonly string[]): string {
  const others = names.length - MAX_NAMES;
  const more = others > 0 ? ` and ${others} more` : '';
  return `${names.toSorted().slice(0, MAX_NAMES).join(', ')}${more}`;
}
