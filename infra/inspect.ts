import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from './acknowledgements.ts';

/** Makes the app's synthesis fail on unacknowledged findings of cdk-nag's AwsSolutions rules. */
export function inspect(app: App): void {
  acknowledge(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
