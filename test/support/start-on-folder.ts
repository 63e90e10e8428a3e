import { openDataFolder } from '../../local/data/data-folder.ts';
import { startRuntime } from '../../local/runtime.ts';
import { servePage } from '../../scripts/start/page/serve-page.ts';
import { people } from '../../scripts/start/people.ts';

/** Runs the app in `assemblyDir` on a port and a data folder, and prints a line once it is ready. */
const [assemblyDir = '', port = '', data = '', logFile = ''] = process.argv.slice(2);
process.env['TZ'] = 'UTC';
const folder = openDataFolder(data);
await startRuntime({
  ...{ assemblyDir, logFile, people, ...servePage },
  port: Number(port),
  data: folder.files,
  onFunctionError: () => {},
});
console.log('ready');
