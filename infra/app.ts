import { App } from 'aws-cdk-lib';
import { bundleHandlers } from './bundling/bundle-handlers.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { CustomerStack } from './stacks/customer-stack.ts';
import { MessagingStack } from './stacks/messaging-stack.ts';

bundleHandlers();

const app = new App();
const { bus } = new MessagingStack(app, 'Multidomain-Messaging');
const customer = new CustomerStack(app, 'Multidomain-Customer', { bus });
new ApiStack(app, 'Multidomain-Api', { routes: customer.routes });
app.synth();
