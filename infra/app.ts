import { App } from 'aws-cdk-lib';
import { bundleHandlers } from './bundling/bundle-handlers.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { CatalogStack } from './stacks/catalog-stack.ts';
import { CustomerStack } from './stacks/customer-stack.ts';
import { MessagingStack } from './stacks/messaging-stack.ts';
import { PurchasesStack } from './stacks/purchases-stack.ts';

bundleHandlers();

const app = new App();
const { bus } = new MessagingStack(app, 'Multidomain-Messaging');
const customer = new CustomerStack(app, 'Multidomain-Customer', { bus });
const catalog = new CatalogStack(app, 'Multidomain-Catalog', { bus });
const purchases = new PurchasesStack(app, 'Multidomain-Purchases', { bus });
new ApiStack(app, 'Multidomain-Api', {
  routes: [...customer.routes, ...catalog.routes, ...purchases.routes],
});
app.synth();
