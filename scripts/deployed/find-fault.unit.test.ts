import { expect, test } from 'vitest';
import { findFault } from './find-fault.ts';

const AWS = 'https://abcdefghij.execute-api.eu-central-1.amazonaws.com';

const answering = (status: number, body: unknown) => ({
  send: async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
});

const failing = (error: Error) => ({
  send: async () => {
    throw error;
  },
});

test('an API that works has no fault', async () => {
  expect(await findFault(AWS, answering(200, { items: [] }))).toBeUndefined();
});

test.each<[string, string, { message?: string; title?: string; detail?: string }]>([
  ['credentials without permission', AWS, { message: 'not authorized to perform: execute-api:Invoke' }],
  ['a stage that does not exist', `${AWS}/prod`, { message: 'Forbidden' }],
  ['a problem', AWS, { title: 'Forbidden', detail: 'Missing Authentication Token' }],
])('403 for %s: the fault explains how to check credentials and address', async (_, baseUrl, body) => {
  const fault = await findFault(baseUrl, answering(403, body));
  expect(fault).toContain(`${baseUrl}/api answers 403: ${body.detail ?? body.message}`);
  expect(fault).toContain('aws sts get-caller-identity');
  expect(fault).toContain('ApiEndpoint');
});

test("the page's address is a fault, because requests to it are not signed", async () => {
  const body = { message: 'Missing Authentication Token' };
  const fault = await findFault('https://d111111abcdef8.cloudfront.net', answering(403, body));
  expect(fault).toContain('https://ID.execute-api.REGION.amazonaws.com');
});

test.each([
  [200, '<!doctype html><title>Something else</title>'],
  [200, {}],
  [404, 'null'],
  [404, { message: 'Not found' }],
])('another service is reported with its answer: %s %j', async (status, body) => {
  const fault = await findFault('http://localhost:8080', answering(status, body));
  expect(fault).toMatch(new RegExp(`answer(s|ed) ${status}`));
  expect(fault).toContain("not this system's API");
});

test('an API that answers 5xx is reported as failing', async () => {
  expect(await findFault(AWS, answering(500, 'null'))).toContain("functions' logs");
});

test('an unreachable host is reported with the reason and a remedy', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const refused = new TypeError('fetch failed', { cause });
  const fault = await findFault(AWS, { ...failing(refused), remedy: 'Deploy it.' });
  expect(fault).toMatch(/^Nothing answers at .*ECONNREFUSED.*\nDeploy it\.$/);
  const late = new DOMException('The operation was aborted', 'TimeoutError');
  expect(await findFault(AWS, failing(late))).toContain('no answer in time');
});

test('missing credentials are reported with the variables to set', async () => {
  const error = Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' });
  expect(await findFault(AWS, failing(error))).toContain('AWS_PROFILE');
});

test.each(['localhost:3000', 'abcdefghij', ''])('"%s" is not an address', async (baseUrl) => {
  expect(await findFault(baseUrl)).toContain('is not an address');
});
