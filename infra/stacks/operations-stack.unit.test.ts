import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../functions/operations/comparison/check.ts';
import { checks } from '../../functions/operations/comparison/reconcile.ts';
import { Rows } from '../../functions/operations/derived/rows.ts';
import { importsOf, resourcesOf, synthesized } from '../testing/synthesized.ts';
import { actionsOf } from '../testing/table-actions.ts';
import { reads } from './comparisons.ts';

const names = checks.map(({ name }) => name);
const onAws = synthesized({ target: 'aws' }).get('Operations');
const embedded = synthesized().get('Operations');
const rulesOf = (template: typeof onAws) =>
  resourcesOf(template, 'AWS::Events::Rule').map(({ properties }) => properties);

/** `customer Counters`: the service and the id of the table that a value refers to. */
function tableIn(value: unknown): string {
  const [{ stack = '', name = '' } = {}] = importsOf(value);
  return `${stack.split('-')[1]?.toLowerCase()} ${name}`;
}

/** What a check does with tables; each has one row. */
const actionsOfCheck = (check: Check) => {
  const row = {
    id: '1',
    customerId: '1',
    productId: '1',
    purchaseId: '1',
    pair: '1#1',
    counter: 'customer:1',
    sku: 'A-1',
  };
  const tables = Object.entries(reads).flatMap(([service, ids]) =>
    Object.keys(ids).map((id) => `${service} ${id}`),
  );
  const stored = Object.fromEntries(tables.map((table) => [table, { ...row, term: '1', position: '1' }]));
  return actionsOf(async (client: DynamoDBDocumentClient) => {
    const rows = new Rows(client, (service, id) => `${service} ${id}`);
    for await (const subjects of check.subjects(rows)) await check.compare(rows, subjects);
  }, stored);
};

describe('the function that compares tables', () => {
  test('may do exactly what the checks do: read the compared tables, and no index', async () => {
    const [policy, ...others] = resourcesOf(onAws, 'AWS::IAM::Policy');
    expect(others).toEqual([]);
    const statements: { Action: string | string[]; Resource: unknown }[] =
      policy?.properties.PolicyDocument.Statement;
    const allowed = statements.flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .filter((action) => !action.startsWith('logs:'))
        .flatMap((action) =>
          [Resource].flat().map((arn) => `${action.replace('dynamodb:', '')} ${tableIn(arn)}`),
        ),
    );
    const done = new Set((await Promise.all(checks.map(actionsOfCheck))).flat());
    expect(allowed.toSorted()).toEqual([...done].toSorted());
    expect(allowed.filter((action) => / undefined /.test(action))).toEqual([]);
    expect(JSON.stringify(statements)).not.toMatch(/index|StreamArn/);
  });

  test('finds each table by its variable, and has as much time and no more memory than others', () => {
    const [{ properties } = { properties: {} }] = resourcesOf(onAws, 'AWS::Lambda::Function');
    const variables = Object.entries(properties.Environment.Variables).filter(([name]) =>
      name.endsWith('_TABLE'),
    );
    const snake = (table: string) => `${table.replace(/(?<=[a-z])(?=[A-Z])| /g, '_').toUpperCase()}_TABLE`;
    expect(variables.map(([name]) => name)).toEqual(variables.map(([, value]) => snake(tableIn(value))));
    expect(variables).toHaveLength(18);
    expect(properties).toMatchObject({ Timeout: 900, MemorySize: 512 });
  });
});

describe('each check', () => {
  test('has a schedule of its own', () => {
    for (const template of [onAws, embedded]) {
      const inputs = rulesOf(template).map(({ Targets }) => {
        expect(Targets).toHaveLength(1);
        return JSON.parse(Targets[0].Input);
      });
      expect(inputs).toEqual(names.map((check) => ({ check })));
    }
  });

  test('runs each night on AWS, after the one before has ended at the latest', () => {
    const starts = rulesOf(onAws).map(({ ScheduleExpression, State }) => {
      expect(State).toBe('ENABLED');
      const [, minute, hour] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(ScheduleExpression) ?? [];
      return Number(hour) * 60 + Number(minute);
    });
    expect(starts).toEqual(names.map((_, index) => 60 + index * 15));
  });

  test('runs each day on the embedded runtime, a minute after the one before; nowhere else', () => {
    const rates = rulesOf(embedded).map(({ ScheduleExpression }) => ScheduleExpression);
    expect(rates.slice(0, 3)).toEqual(['rate(1 day)', 'rate(1441 minutes)', 'rate(1442 minutes)']);
    expect(synthesized({ target: 'localstack' }).get('Operations')).toBeUndefined();
  });
});
