import { cpSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import { defineRoute } from '../../contracts/definition/define-route.ts';
import { bundleFolder } from '../bundling/bundle-handlers.ts';
import { importsOf, type Part, services, synthesized, templatesOf, withApp } from '../testing/synthesized.ts';
import { ApiStack } from './api-stack.ts';
import { CatalogStack } from './catalog-stack.ts';
import { CustomerStack } from './customer-stack.ts';
import { IdentityStack } from './identity-stack.ts';
import { MessagingStack } from './messaging-stack.ts';
import { MonitoringStack } from './monitoring-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import { PurchasesStack } from './purchases-stack.ts';

type Templates = ReturnType<typeof synthesized>;

const settings = { target: 'aws', stage: 'dev', authorization: 'cognito' } as const;

/** The parts whose templates differ, which have to be deployed. */
const changed = (before: Templates, after: Templates): Part[] =>
  [...before.keys()].filter(
    (part) => JSON.stringify(before.get(part)?.toJSON()) !== JSON.stringify(after.get(part)?.toJSON()),
  );

describe('only one stack has to be deployed when', () => {
  const before = synthesized(settings);
  const edited = new Map(
    [
      ['Customer', 'customer/get-customer'],
      ['Customer', 'customer/project-purchases'],
      ['Catalog', 'catalog/reserve-stock'],
      ['Catalog', 'catalog/publish-catalog-events'],
      ['Purchases', 'purchases/request-purchase'],
      ['Api', 'api/unmatched-route'],
      ['Api', 'api/get-openapi'],
      ['Operations', 'operations/reconcile'],
    ].map(([part, edit]) => [
      edit,
      { part, after: synthesized(settings, (handler) => (handler === edit ? 'edited' : '')) },
    ]),
  );

  test.each([...edited])('%s changes', (_, { part, after }) => {
    expect(changed(before, after)).toEqual([part]);
  });

  test('only the API, operations and monitoring refer to it', () => {
    const importers = (of: Part) =>
      [...before].filter(([, template]) =>
        importsOf(template.toJSON()).some(({ stack }) => stack === `Multidomain-${of}`),
      );
    for (const service of services) {
      expect(importers(service).map(([part]) => part)).toEqual(['Api', 'Operations', 'Monitoring']);
    }
  });
});

describe('a new route', () => {
  class WithOneMoreRoute extends CustomerStack {
    constructor(...args: ConstructorParameters<typeof CustomerStack>) {
      super(...args);
      const GetAge = defineRoute('GetAge', 'GET', '/customers/{customerId}/age', () => ({
        role: 'viewer',
        summary: '',
        answer: { status: 204 },
      }));
      this.endpoints({ GetAge }, { GetAge: [] });
    }
  }

  /** The app's stacks, built as `addStacks` does, with a given Customer stack. */
  const templatesWith = (Customer: typeof CustomerStack): Templates =>
    withApp(settings, ({ outdir, node }) => {
      const bundles = (name: string) => bundleFolder(outdir, `customer/${name}`);
      cpSync(bundles('get-customer'), bundles('get-age'), { recursive: true });
      const app = new App({ outdir, context: node.getAllContext() });
      const { bus } = new MessagingStack(app, 'Shop-Messaging');
      const props = { bus, settings };
      const all = [
        new Customer(app, 'Shop-Customer', props),
        new CatalogStack(app, 'Shop-Catalog', props),
        new PurchasesStack(app, 'Shop-Purchases', props),
      ];
      const { userPool } = new IdentityStack(app, 'Shop-Identity', { settings });
      const api = new ApiStack(app, 'Shop-Api', { services: all, userPool: userPool as IUserPool, settings });
      const operations = new OperationsStack(app, 'Shop-Operations', { services: all, settings });
      new MonitoringStack(app, 'Shop-Monitoring', { api, services: all, operations, settings });
      return templatesOf(app);
    });
  const [before, after] = [templatesWith(CustomerStack), templatesWith(WithOneMoreRoute)];

  test('changes the templates of its service, the API and monitoring', () => {
    expect(changed(before, after)).toEqual(['Customer', 'Api', 'Monitoring']);
  });
});

describe('a stack', () => {
  const imported = new Map<string, string[]>();
  const dependencies = new Map<string, string[]>();
  const exported: string[] = [];
  withApp(settings, (app) => {
    for (const { id, template, dependencies: others } of app.synth().stacks) {
      imported.set(id, [...new Set(importsOf(template).map(({ stack }) => stack))]);
      dependencies.set(
        id,
        others.map((other) => other.id),
      );
      const outputs = Object.entries<{ Export?: unknown }>(template.Outputs ?? {});
      exported.push(...outputs.filter(([, { Export }]) => Export).map(([name]) => `${id} ${name}`));
    }
  });

  test('exports nothing on AWS, so that a resource can be removed even if another stack refers to it', () => {
    expect(exported).toEqual([]);
  });

  test('is deployed after the stacks that it refers to', () => {
    expect(imported.get('Multidomain-Api')?.length).toBe(4);
    for (const [id, stacks] of imported) {
      expect(dependencies.get(id)).toEqual(expect.arrayContaining(stacks));
    }
  });
});
