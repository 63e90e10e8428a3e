import { basename } from 'node:path';
import type { Runtime } from '../../../local/runtime.ts';
import type { Develop } from '../start.ts';
import { startPageServer } from './page-server.ts';
import type { WatchedFunctions } from './watch-functions.ts';
import { watchTemplate } from './watch-template.ts';

/** More names would not fit into a line. */
const MAX_NAMES = 4;

/** Reloads functions and the page when their sources change; tables and queues keep their data. */
export const develop =
  (functions: WatchedFunctions): Develop =>
  async (runtime, report) => {
    const page = await startPageServer(runtime.url, report);
    renewFunctions(functions, runtime, report);
    const template = watchTemplate(report);
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
  functions: Pick<WatchedFunctions, 'watch'>,
  runtime: Pick<Runtime, 'renewFunctions'>,
  report: (line: string) => void,
): void {
  let failed = false;
  functions.watch({
    onBuilt(folders) {
      if (folders.length > 0) {
        runtime.renewFunctions(folders);
        report(`Reloaded: ${listOf(folders.map((folder) => basename(folder)))}`);
      } else if (failed) {
        report('The build succeeds again; no function has changed.');
      }
      failed = false;
    },
    onFailure(message) {
      failed = true;
      report(`Could not rebuild the functions, so their old code keeps running: ${message}`);
    },
  });
}

function listOf(names: readonly string[]): string {
  const others = names.length - MAX_NAMES;
  const more = others > 0 ? ` and ${others} more` : '';
  return `${names.toSorted().slice(0, MAX_NAMES).join(', ')}${more}`;
}
