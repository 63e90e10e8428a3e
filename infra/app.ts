import { App } from 'aws-cdk-lib';
import { bundleHandlers } from './bundling/bundle-handlers.ts';
import { bundlePage } from './bundling/bundle-page.ts';
import { settingsFrom } from './settings.ts';
import { addStacks } from './stacks/add-stacks.ts';

const app = new App();
const settings = settingsFrom(app.node);
bundleHandlers(app.outdir);
if (settings.target === 'aws') bundlePage(app.outdir);
addStacks(app, settings);
// Only loaded for AWS, so that local starts do not wait for the rules.
if (settings.target === 'aws') (await import('./inspect.ts')).inspect(app);
app.synth();
