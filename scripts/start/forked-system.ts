import { openDataFolder } from '../../local/data/data-folder.ts';
import { startRuntime } from '../../local/runtime.ts';
import type { RunningEnvironment } from '../../local/services/lambda/lambda.ts';
import { noteRunning } from '../running/running-system.ts';
import type { FromSystem, ToSystem } from './fork-system.ts';
import { servePage } from './page/serve-page.ts';
import { people } from './people.ts';

/** The program of `forkSystem`. It ends with the program that has forked it. */
const [assemblyDir = '', port = '', data = '', logFile = ''] = process.argv.slice(2);
const tell = (message: FromSystem) => process.send?.(message);
process.env['TZ'] = 'UTC';

let environments: RunningEnvironment[] = [];
const folder = openDataFolder(data);
const runtime = await startRuntime({
  ...{ assemblyDir, logFile, people, ...servePage },
  port: Number(port),
  data: folder.files,
  onFunctionError: () => {},
  onEnvironment: (environment) => void environments.push(environment),
});
const ownPort = Number(new URL(runtime.url).port);
const forget = noteRunning(ownPort, {
  ...runtime,
  userPoolIds: runtime.userPools.map(({ id }) => id),
  data: folder.path,
});

process.on('message', ({ place }: ToSystem) => {
  environments = environments.filter(({ ended }) => !ended);
  const environment = environments[Math.floor(place * environments.length)];
  environment?.crash();
  tell({ kind: 'worker-ended', functionName: environment?.functionName });
});
process.on('disconnect', async () => {
  forget();
  await runtime.close();
  folder.close();
});
tell({ kind: 'ready', port: ownPort });
