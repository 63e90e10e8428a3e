import { CrossStackReferences, ReferenceStrength } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { AccountStack } from './account-stack.ts';
import { ApiStack } from './api-stack.ts';
import { CatalogStack } from './catalog-stack.ts';
import { CustomerStack } from './customer-stack.ts';
import { IdentityStack } from './identity-stack.ts';
import { MessagingStack } from './messaging-stack.ts';
import { MonitoringStack } from './monitoring-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import { PurchasesStack } from './purchases-stack.ts';
import { WebStack } from './web-stack.ts';

/** Adds the stacks of a target and stage. Each stage has its own, so an account can have both. */
export function addStacks(app: Construct, settings: Settings): void {
  const name = (part: string): string =>
    settings.stage === 'prod' ? `MultidomainProd-${part}` : `Multidomain-${part}`;
  // With exports, an endpoint or a queue could not be removed from a stack while another stack still refers to it.
  // Emulators support exports only.
  if (settings.target === 'aws') CrossStackReferences.of(app).consume(ReferenceStrength.WEAK);
  const { bus } = new MessagingStack(app, name('Messaging'));
  const props = { bus, settings };
  const customer = new CustomerStack(app, name('Customer'), props);
  const catalog = new CatalogStack(app, name('Catalog'), props);
  const purchases = new PurchasesStack(app, name('Purchases'), props);
  const services = [customer, catalog, purchases];
  const identity =
    settings.authorization === 'cognito' ? new IdentityStack(app, name('Identity'), { settings }) : undefined;
  const api = new ApiStack(app, name('Api'), {
    services,
    userPool: identity?.userPool as IUserPool | undefined,
    settings,
  });
  // Emulators do not support schedules.
  if (settings.target === 'localstack') return;
  const operations = new OperationsStack(app, name('Operations'), { services, settings });
  if (settings.target !== 'aws' || identity === undefined) return;
  // Its name has no stage, because all stages share it.
  api.addStackDependency(new AccountStack(app, 'MultidomainAccount'));
  new MonitoringStack(app, name('Monitoring'), { api, services, operations, settings });
  new WebStack(app, name('Web'), { api: api.api, identity, settings });
}
