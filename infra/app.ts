import { App } from 'aws-cdk-lib';
import { bundleHandlers } from './bundling/bundle-handlers.ts';
import { settingsFrom } from './settings.ts';
import { addStacks } from './stacks/add-stacks.ts';

bundleHandlers();
const app = new App();
addStacks(app, settingsFrom(app.node));
app.synth();
