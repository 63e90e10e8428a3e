import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { acknowledge, acknowledgements } from './acknowledgements.ts';
import { inspect } from './inspect.ts';
import { withApp } from './testing/synthesized.ts';

/** The findings of AwsSolutions: rule → paths of the resources. */
function findingsIn(app: App): Map<string, (string | undefined)[]> {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  return new Map(
    violations.map(({ ruleName, violatingResources }) => [
      ruleName,
      violatingResources.map(({ constructPath }) => constructPath),
    ]),
  );
}

describe.each(['dev', 'prod'] as const)('on AWS, stage %s', (stage) => {
  const { found, accepted, remaining } = withApp({ target: 'aws', stage }, (app) => {
    const resources = app.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
    const places = acknowledgements
      .map(({ id, accepts }) => [id, resources.filter(accepts).map(({ node }) => node.path)] as const)
      // All have findings in dev. In prod, an authenticator app is required, as its rule demands.
      .filter(([, paths]) => stage === 'dev' || paths.length > 0);
    const before = findingsIn(app);
    acknowledge(app);
    return { found: before, accepted: new Map(places), remaining: findingsIn(app) };
  });

  test('every finding of cdk-nag is acknowledged', () => {
    expect([...remaining]).toEqual([]);
  });

  test('every acknowledgement matches findings on exactly the same resources', () => {
    expect(accepted).toEqual(found);
  });
});

test('an unacknowledged finding fails the synthesis', () => {
  const app = new App();
  new Queue(new Stack(app, 'Shop'), 'Forgotten');
  inspect(app);
  expect(() => app.synth()).toThrow(/Shop\/Forgotten\/Resource(.|\n)*AwsSolutions-SQS3/);
});
