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

test('an API that answers as it should has no fault', async () => {
  expect(await findFault(AWS, answering(200, { items: [] }))).toBeUndefined();
});

test.each<[string, string, { message?: string; title?: string; detail?: string }]>([
  ['credentials that may not', AWS, { message: 'not authorized to perform: execute-api:Invoke' }],
  ['a stage that does not exist', `${AWS}/prod`, { message: 'Forbidden' }],
  ['a problem', AWS, { title: 'Forbidden', detail: 'Missing Authentication Token' }],
])('refused for %s: whose credentials, and which address', async (_, baseUrl, body) => {
  const fault = await findFault(baseUrl, answering(403, body));
  expect(fault).toContain(`${baseUrl}/api answers 403: ${body.detail ?? body.message}`);
  expect(fault).toContain('aws sts get-caller-identity');
  expect(fault).toContain('ApiEndpoint');
});

test("the page's address is refused, as nothing signs requests to it", async () => {
  const body = { message: 'Missing Authentication Token' };
  const fault = await findFault('https://d111111abcdef8.cloudfront.net', answering(403, body));
  expect(fault).toContain('https://ID.execute-api.REGION.amazonaws.com');
});

test.each([
  [200, '<!doctype html><title>Something else</title>'],
  [200, {}],
  [404, 'null'],
  [404, { message: 'Not found' }],
])('what is no such API is named with its answer: %s %j', async (status, body) => {
  const fault = await findFault('http://localhost:8080', answering(status, body));
  expect(fault).toMatch(new RegExp(`answer(s|ed) ${status}`));
  expect(fault).toContain("not this system's API");
});

test('an API that fails is said to be there', async () => {
  expect(await findFault(AWS, answering(500, 'null'))).toContain("functions' logs");
});

test('a host that does not answer: why, and how to get one that does', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const refused = new TypeError('fetch failed', { cause });
  const fault = await findFault(AWS, { ...failing(refused), remedy: 'Deploy it.' });
  expect(fault).toMatch(/^Nothing answers at .*ECONNREFUSED.*\nDeploy it\.$/);
  const late = new DOMException('The operation was aborted', 'TimeoutError');
  expect(await findFault(AWS, failing(late))).toContain('no answer in time');
});

test('without credentials, the variables are named', async () => {
  const error = Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' });
  expect(await findFault(AWS, failing(error))).toContain('AWS_PROFILE');
});

test.each(['localhost:3000', 'abcdefghij', ''])('"%s" is no address', async (baseUrl) => {
  expect(await findFault(baseUrl)).toContain('no address');
});
