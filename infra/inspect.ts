import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from './acknowledgements.ts';

/** Has the app's synthesis fail on what cdk-nag's AwsSolutions rules find and nobody has acknowledged. */
export function inspect(app: App): void {
  acknowledge(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
