import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { type Settings, settingsFrom } from './settings.ts';
import { addStacks } from './stacks/add-stacks.ts';

const cdkJson = join(import.meta.dirname, '../cdk.json');
const contextSchema = z.object({ context: z.record(z.string(), z.unknown()) });

/**
 * The app as the CDK's command line would create it, in this process and not yet synthesized.
 * @param settings those that are not to have their defaults.
 * @param outdir the folder to synthesize into. It must contain the handlers' bundles and, for AWS, the page.
 */
export function createApp(settings: Partial<Settings>, outdir: string): App {
  const { context } = contextSchema.parse(JSON.parse(readFileSync(cdkJson, 'utf8')));
  const app = new App({ outdir, analyticsReporting: false, context: { ...context, ...settings } });
  addStacks(app, settingsFrom(app.node));
  return app;
}
