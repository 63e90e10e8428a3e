import { loadDemo } from '../../demo/load-demo.ts';
import { runCommand } from '../command.ts';
import { synthesize } from '../synthesize.ts';
import { develop } from './develop.ts';
import { watchFunctions } from './watch-functions.ts';

const functions = watchFunctions();

/** `npm run dev`: `npm start`, but functions and the page reload when a source is saved. */
process.exitCode = await runCommand(process.argv.slice(2), {
  assembly: {
    // Saving a function changes it.
    find: () => undefined,
    async make(settings, signal) {
      // Functions run from the folders that they are bundled into, not from a copy.
      const context = { ...settings, 'aws:cdk:disable-asset-staging': true };
      const assemblyDir = await synthesize({ signal, outDir: '.local/dev', context });
      await functions.start(assemblyDir);
      return assemblyDir;
    },
  },
  // The page is served from its sources.
  webPage: { needsBuild: async () => false, build: async () => {} },
  loadDemo,
  develop: develop(functions),
});
await functions.close();
