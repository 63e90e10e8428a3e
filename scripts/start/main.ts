import { loadDemo } from '../demo/load-demo.ts';
import { runCommand } from './command.ts';
import { createWebPage } from './page/web-page.ts';
import { synthesize } from './synthesize.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  synthesize: (signal, context) => synthesize({ signal, context }),
  webPage: createWebPage(),
  loadDemo,
});
