import { watch } from 'node:fs';
import { basename, join } from 'node:path';
import type { Runtime } from '../../../local/runtime.ts';
import { PROJECT_FOLDER } from '../project-folder.ts';
import type { Develop } from '../start.ts';
import { startPageServer } from './page-server.ts';
import type { WatchedFunctions } from './watch-functions.ts';

/** More names than these would fill the line. */
const MOST_NAMES = 4;

/** Keeps a running system up to date with its sources; tables and queues stay as they are. */
export const develop =
  (functions: WatchedFunctions): Develop =>
  async (runtime, report) => {
    const page = await startPageServer(runtime.url);
    renewFunctions(functions, runtime, report);
    const template = watch(join(PROJECT_FOLDER, 'infra'), { recursive: true }, (_, file) => {
      if (file?.endsWith('.ts') && !file.endsWith('.test.ts')) {
        report(`infra/${file} was saved. A new template needs a restart: Ctrl-C, then npm run dev.`);
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

/** Runs each function's new code as soon as it is bundled, and reports which. */
export function renewFunctions(
  functions: WatchedFunctions,
  runtime: Pick<Runtime, 'renewFunctions'>,
  report: (line: string) => void,
): void {
  functions.watch({
    onBuilt(folders) {
      runtime.renewFunctions(folders);
      report(`Runs anew: ${listOf(folders.map((folder) => basename(folder)))}`);
    },
    onFailure: (message) => report(`The functions stay as they were: ${message}`),
  });
}

function listOf(names: readonly string[]): string {
  const others = names.length - MOST_NAMES;
  const more = others > 0 ? ` and ${others} more` : '';
  return `${names.toSorted().slice(0, MOST_NAMES).join(', ')}${more}`;
}
