import { AwsV4Signer } from 'aws4fetch';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ReceivedRequest, type SignedClaim, signatureMatches } from './signature.ts';

const url = 'http://127.0.0.1:4001/';

/** A request signed by another library than the one that verifies it. */
async function signedRequest(body: string, headers: Record<string, string>, target = '/') {
  const datetime = '20260102T030405Z';
  const key = { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' };
  const scope = { service: 'dynamodb', region: 'eu-west-1' };
  const signer = new AwsV4Signer({
    method: 'POST',
    url: `${url}${target.slice(1)}`,
    headers,
    body,
    datetime,
    ...key,
    ...scope,
  });
  const signed = Object.fromEntries((await signer.sign()).headers);
  const [, names = '', signature = ''] =
    /SignedHeaders=(.+), Signature=(.+)$/.exec(signed['authorization'] ?? '') ?? [];
  const claim: SignedClaim = {
    ...key,
    ...scope,
    signedAt: new Date('2026-01-02T03:04:05Z'),
    signedHeaders: names.split(';'),
    signature,
  };
  const request: ReceivedRequest = {
    method: 'POST',
    target,
    headers: { ...signed, host: '127.0.0.1:4001' },
    body: Buffer.from(body),
  };
  return { claim, request };
}

it('a signed request is accepted, whatever its headers and body contain', async () => {
  const value = fc.string({ unit: fc.constantFrom(...'ab \t,;=/%"') });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), value, async (body, header) => {
      const { claim, request } = await signedRequest(body, {
        'x-amz-target': 'A.B',
        'x-other': header.trim(),
      });
      expect(signatureMatches(claim, request)).toBe(true);
    }),
  );
});

it.each([
  '/2015-03-31/functions/Members/invocations',
  '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3AMembers/invocations',
  '/folder//file/',
  "/?b=2&a=1&a=0&c=it's (all)*!",
])('a signed request for %s is accepted', async (target) => {
  const { claim, request } = await signedRequest('{}', { 'x-amz-target': 'A.B' }, target);
  expect(signatureMatches(claim, request)).toBe(true);
  expect(signatureMatches(claim, { ...request, target: `${target}x` })).toBe(false);
});

it.each<[string, (signed: { claim: SignedClaim; request: ReceivedRequest }) => object]>([
  ['method', () => ({ request: { method: 'PUT' } })],
  ['path', () => ({ request: { target: '/other' } })],
  ['query', () => ({ request: { target: '/?a=1' } })],
  ['target that is not a URL', () => ({ request: { target: '//' } })],
  ['body', () => ({ request: { body: Buffer.from('{ }') } })],
  ['host', ({ request }) => ({ request: { headers: { ...request.headers, host: 'evil.example' } } })],
  ['header', ({ request }) => ({ request: { headers: { ...request.headers, 'x-amz-target': 'A.C' } } })],
  ['time', () => ({ claim: { signedAt: new Date('2026-01-02T03:04:06Z') } })],
  ['region', () => ({ claim: { region: 'us-east-1' } })],
  ['service', () => ({ claim: { service: 'events' } })],
  ['session', () => ({ claim: { sessionToken: 'other' } })],
  ['secret', () => ({ claim: { secretAccessKey: 'other' } })],
  ['list of signed headers', ({ claim }) => ({ claim: { signedHeaders: claim.signedHeaders.slice(1) } })],
  ['signature', ({ claim }) => ({ claim: { signature: claim.signature.replace(/./g, '0') } })],
])('a different %s invalidates the signature', async (_, change) => {
  const signed = await signedRequest('{}', { 'x-amz-target': 'A.B' });
  const changed: { claim?: object; request?: object } = change(signed);
  expect(
    signatureMatches({ ...signed.claim, ...changed.claim }, { ...signed.request, ...changed.request }),
  ).toBe(false);
});
