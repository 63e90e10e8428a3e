import { CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { AccountStack } from './account-stack.ts';
import { ApiStack } from './api-stack.ts';
import { CatalogStack } from './catalog-stack.ts';
import { CustomerStack } from './customer-stack.ts';
import { MessagingStack } from './messaging-stack.ts';
import { MonitoringStack } from './monitoring-stack.ts';
import { PurchasesStack } from './purchases-stack.ts';
import { WebStack } from './web-stack.ts';

/** Adds the stacks of a target and stage. Each stage has its own, so both fit into one account. */
export function addStacks(app: Construct, settings: Settings): void {
  const name = (part: string): string =>
    settings.stage === 'prod' ? `MultidomainProd-${part}` : `Multidomain-${part}`;
  // With exports, a stack could not be deployed without an endpoint or a queue that another still refers to.
  // Emulators know nothing but exports.
  if (settings.target === 'aws') CrossStackReferences.of(app).consume(ReferenceStrength.WEAK);
  const { bus } = new MessagingStack(app, name('Messaging'));
  const props = { bus, settings };
  const customer = new CustomerStack(app, name('Customer'), props);
  const catalog = new CatalogStack(app, name('Catalog'), props);
  const purchases = new PurchasesStack(app, name('Purchases'), props);
  const services = [customer, catalog, purchases];
  const api = new ApiStack(app, name('Api'), {
    routes: services.flatMap(({ routes }) => routes),
    settings,
  });
  if (settings.target !== 'aws') return;
  // Its name has no stage: it is the same stack for all.
  api.addStackDependency(new AccountStack(app, 'MultidomainAccount'));
  new MonitoringStack(app, name('Monitoring'), { api, services, settings });
  new WebStack(app, name('Web'), { api: api.api, settings });
}
