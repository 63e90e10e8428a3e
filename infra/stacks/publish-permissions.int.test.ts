import { describe, expect, inject, test } from 'vitest';
import { Authorizer } from '../../local/iam/authorizer.ts';
import { eventBridgeApi } from '../../local/services/events/api.ts';
import { loadSystem } from '../../local/template/load-system.ts';

const model = loadSystem(inject('assemblyDir'));
const authorizer = new Authorizer(model.roles);
const busName = model.buses[0]?.name ?? '';

const sources = ['multidomain.customer', 'multidomain.catalog', 'multidomain.purchases'];

/** The error if a role publishes events of these sources in one call; undefined if it may. */
const refusal = (roleArn: string, ...entries: readonly string[]): string | undefined => {
  const Entries = entries.map((Source) => ({
    Source,
    EventBusName: busName,
    DetailType: 'Any',
    Detail: '{}',
  }));
  return authorizer.refusal(roleArn, eventBridgeApi.operations['PutEvents']?.needs({ Entries }) ?? []);
};

describe.each([
  ['PublishCustomerEvents', 'multidomain.customer'],
  ['PublishCatalogEvents', 'multidomain.catalog'],
  ['PublishPurchaseEvents', 'multidomain.purchases'],
])('%s', (publisher, own) => {
  const roleArn = model.functions.find(({ logicalId }) => logicalId.startsWith(publisher))?.roleArn ?? '';
  const foreign = sources.filter((source) => source !== own);

  test(`may publish events of ${own}`, () => {
    expect(refusal(roleArn, own, own)).toBeUndefined();
  });

  test.each([...foreign, 'shop', `${own}.more`, own.toUpperCase()])(
    'may not publish events of %s',
    (source) => {
      expect(refusal(roleArn, source)).toMatch(/is not authorized to perform: events:PutEvents/);
    },
  );

  test('may not publish an event of another service together with its own', () => {
    for (const source of foreign) expect(refusal(roleArn, own, source, own)).toMatch(/not authorized/);
  });
});

test('no other function may publish anything', () => {
  const others = model.functions.filter(({ logicalId }) => !logicalId.startsWith('Publish'));
  expect(others.length).toBeGreaterThan(0);
  for (const { logicalId, roleArn } of others) {
    for (const source of sources) expect([logicalId, refusal(roleArn, source)]).not.toContain(undefined);
  }
});
