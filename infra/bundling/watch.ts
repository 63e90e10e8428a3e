import { join } from 'node:path';
import { bundleFolder } from './bundle-handlers.ts';
import { watchHandlers } from './watch-handlers.ts';

/**
 * Bundles the handlers into a synthesized app whenever they change, as a process of its own: `node
 * infra/bundling/watch.ts ASSEMBLY-FOLDER`. It tells its parent process of each build, and ends with it.
 */
const [, , assemblyDir = ''] = process.argv;
const tell = (message: object): void => void process.send?.(message);

process.on('disconnect', () => process.exit());
await watchHandlers({
  folder: join(import.meta.dirname, '../..'),
  outDir: bundleFolder(assemblyDir, ''),
  onBuilt: (folders) => tell({ kind: 'built', folders }),
  onFailure: (message) => tell({ kind: 'failed', message }),
});
