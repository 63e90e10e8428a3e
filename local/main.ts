import { loadDemo } from '../scripts/demo/load-demo.ts';
import { runCommand } from './command.ts';
import { synthesize } from './synthesize.ts';
import { createWebPage } from './web-page.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  synthesize: (signal) => synthesize({ signal }),
  webPage: createWebPage(),
  loadDemo,
});
