import { expect, test } from 'vitest';
import { createClient } from '../../client/create-client.ts';
import { ApiProblem, ApiUnreachable } from '../../client/errors.ts';
import { ApiShop } from './api-shop.ts';
import { refusalIn } from './refusal.ts';

/** A shop whose API returns these bodies, one after another; a number is an error with that status. */
function shopAnswering(...answers: readonly (object | number)[]) {
  const asked: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    asked.push(url);
    const answer = answers[asked.length - 1] ?? 500;
    if (typeof answer === 'object') return Response.json(answer);
    const headers = { 'content-type': 'application/problem+json' };
    return Response.json({ type: 'urn:multidomain:problem:not-found' }, { status: answer, headers });
  };
  return { asked, shop: new ApiShop(createClient({ baseUrl: '', fetch, attempts: 1 })) };
}

test('requestPurchases returns for each its purchase, or the problem that refused it', async () => {
  const purchase = { purchaseId: 'p' };
  const problem = {
    type: 'urn:multidomain:problem:invalid-request',
    status: 400,
    detail: 'Check these fields: quantity.',
    errors: [{ path: 'quantity', message: 'must be at least 1' }],
  };
  const { shop } = shopAnswering({
    results: [
      { key: 'a', purchase },
      { key: 'b', problem },
    ],
  });
  const request = { customerId: 'c', productId: 'p', quantity: 1 };
  const [first, second] = await shop.requestPurchases([
    { request, key: 'a' },
    { request, key: 'b' },
  ]);
  expect(first).toEqual(purchase);
  expect(refusalIn(second)).toBe('quantity must be at least 1');
});

test('findCustomer returns the oldest customer with exactly the e-mail, in any case', async () => {
  const customer = (customerId: string, email: string) => ({ customerId, email, createdAt: 't' });
  const { shop, asked } = shopAnswering(
    { items: [customer('a', 'X@y.example'), customer('c', 'x@y.example.org')], nextCursor: 'n&' },
    { items: [customer('b', 'x@y.example')] },
  );
  expect(await shop.findCustomer('x@y.example')).toEqual({ id: 'a', createdAt: 't' });
  expect(asked).toHaveLength(2);
});

test('the text of a refusal is its field errors, or its detail', () => {
  const problem = { status: 400, code: 'invalid-request', detail: 'Not valid' } as const;
  const errors = [
    { path: 'name', message: 'must not be empty' },
    { path: 'price.amount', message: 'is required' },
  ];
  expect(refusalIn(new ApiProblem(problem))).toBe('Not valid');
  expect(refusalIn(new ApiProblem({ ...problem, errors }))).toBe(
    'name must not be empty; price.amount is required',
  );
});

test.each([
  new ApiUnreachable('nothing answers'),
  new ApiProblem({ status: 503, code: 'overloaded', detail: 'too busy' }),
  new ApiProblem({ status: 429, code: 'too-many-requests', detail: 'too many' }),
  new ApiProblem({ status: 401, code: 'not-signed-in', detail: 'the token has expired' }),
  new ApiProblem({ status: 403, code: 'access-denied', detail: 'only editors' }),
  new Error('anything else'),
])('an error that is not a refusal is rethrown: %s', (error) => {
  expect(() => refusalIn(error)).toThrow(error);
});
