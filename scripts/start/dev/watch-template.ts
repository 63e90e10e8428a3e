import { watch } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../project-folder.ts';

/** One save can cause several events. */
const SETTLED_MS = 50;

const RESTART = 'Ctrl-C, then npm run dev';

/** Reports when a source of the template is saved: the running system has read the template once, when it started. */
export function watchTemplate(
  report: (line: string) => void,
  folder = PROJECT_FOLDER,
): { readonly close: () => void } {
  const saved = new Set<string>();
  let settling: NodeJS.Timeout | undefined;
  const reportSaved = () => {
    for (const file of saved) report(restartHint(file));
    saved.clear();
  };
  const watchers = ['infra', 'contracts'].map((part) =>
    watch(join(folder, part), { recursive: true }, (_, name) => {
      const file = `${part}/${name?.replaceAll('\\', '/')}`;
      if (!isTemplateSource(file)) return;
      saved.add(file);
      clearTimeout(settling);
      settling = setTimeout(reportSaved, SETTLED_MS);
    }),
  );
  return {
    close() {
      clearTimeout(settling);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Of the contracts, the template only has the routes and the consumers. */
export function isTemplateSource(file: string): boolean {
  if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.includes('/testing/')) return false;
  return file.startsWith('infra/') || /^contracts\/(.+\/routes|consumers\/.+)\.ts$/.test(file);
}

function restartHint(file: string): string {
  return file.startsWith('infra/')
    ? `${file} has changed. To apply it, restart: ${RESTART}.`
    : `${file} has changed. If it adds, moves or removes a route or a consumer's event, restart: ${RESTART}.`;
}
