import { expect, test } from 'vitest';
import { resourcesOf, services, synthesized } from '../testing/synthesized.ts';

type Part = (typeof services)[number] | 'Api';

/** The timeouts of the functions of some stacks that the API invokes, in seconds. */
function timeoutsBehindApi(
  target: 'aws' | 'embedded' | 'localstack',
  inParts: readonly Part[] = [...services, 'Api'],
): Set<number> {
  const parts = synthesized({ target });
  const invoked = JSON.stringify(
    resourcesOf(parts.get('Api'), 'AWS::Lambda::Permission').map(({ properties }) => properties.FunctionName),
  );
  const functions = inParts.flatMap((part) => resourcesOf(parts.get(part), 'AWS::Lambda::Function'));
  return new Set(
    functions.filter(({ id }) => invoked.includes(id)).map(({ properties }) => properties.Timeout),
  );
}

test.each(['aws', 'embedded'] as const)('requests to a service take at most 10 s on %s', (target) => {
  expect(timeoutsBehindApi(target, services)).toEqual(new Set([10]));
});

test('on emulators, a function has nearly as long as the gateway waits', () => {
  expect(timeoutsBehindApi('localstack')).toEqual(new Set([28]));
});
