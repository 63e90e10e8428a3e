import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchRoute, splitPath } from './match-route.ts';

const route = (method: string, path: string) => ({
  logicalId: `${method} ${path}`,
  method,
  path,
  functionArn: 'f',
});

const routes = [
  route('ANY', '/{proxy+}'),
  route('GET', '/customers'),
  route('POST', '/customers'),
  route('GET', '/customers/{customerId}'),
  route('ANY', '/customers/{customerId}'),
  route('GET', '/customers/active'),
  route('GET', '/customers/{customerId}/products'),
  route('GET', '/files/{name+}'),
];

const found = (method: string, path: string) => {
  const match = matchRoute(routes, method, splitPath(path));
  return match.kind === 'route' ? [match.route.logicalId, match.pathParameters] : match.kind;
};

test.each([
  ['GET', '/customers', ['GET /customers', {}]],
  ['GET', '/customers/', ['GET /customers', {}]],
  ['GET', '/customers/7', ['GET /customers/{customerId}', { customerId: '7' }]],
  ['PATCH', '/customers/7', ['ANY /customers/{customerId}', { customerId: '7' }]],
  ['GET', '/customers/active', ['GET /customers/active', {}]],
  ['GET', '/customers/active/products', ['GET /customers/{customerId}/products', { customerId: 'active' }]],
  ['GET', '/customers/7/orders', ['ANY /{proxy+}', { proxy: 'customers/7/orders' }]],
  ['GET', '/files/a/b', ['GET /files/{name+}', { name: 'a/b' }]],
  ['GET', '/files', ['ANY /{proxy+}', { proxy: 'files' }]],
  ['GET', '/customers//products', ['ANY /{proxy+}', { proxy: 'customers//products' }]],
])('%s %s matches the most specific resource', (method, path, expected) => {
  expect(found(method, path)).toEqual(expected);
});

test('a resource without the method does not fall back to a less specific one', () => {
  expect(found('DELETE', '/customers')).toBe('no-method');
});

test('the root is a resource of its own, which a greedy parameter does not match', () => {
  expect(found('GET', '/')).toBe('no-resource');
  expect(matchRoute([route('GET', '/')], 'GET', splitPath('/')).kind).toBe('route');
});

test('the order of the routes in the template does not matter', () => {
  const paths = fc.constantFrom('/customers', '/customers/7', '/customers/active', '/files/a/b', '/x/y', '/');
  const order = fc.shuffledSubarray(routes, { minLength: routes.length });
  fc.assert(
    fc.property(order, paths, fc.constantFrom('GET', 'POST', 'PUT'), (shuffled, path, method) => {
      const segments = splitPath(path);
      expect(matchRoute(shuffled, method, segments)).toEqual(matchRoute(routes, method, segments));
    }),
  );
});
