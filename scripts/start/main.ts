import { loadDemo } from '../demo/load-demo.ts';
import { keptAssemblies } from './assembly/kept-assemblies.ts';
import { runCommand } from './command.ts';
import { createWebPage } from './page/web-page.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  assembly: keptAssemblies(),
  webPage: createWebPage(),
  loadDemo,
});
