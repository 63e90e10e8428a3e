import { App } from 'aws-cdk-lib';
import { bundleHandlers } from './bundling/bundle-handlers.ts';
import { settingsFrom } from './settings.ts';
import { addStacks } from './stacks/add-stacks.ts';

const app = new App();
bundleHandlers(app.outdir);
addStacks(app, settingsFrom(app.node));
app.synth();
