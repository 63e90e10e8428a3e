import { expect, test } from 'vitest';
import type { Place } from './arguments.ts';
import { explain } from './explain.ts';
import { UsersError } from './users-error.ts';

const action = { kind: 'remove', email: 'ada@example.com' } as const;
const aws: Place = { kind: 'aws', stage: 'prod' };
const local: Place = { kind: 'local', port: 4000 };

const errorOf = (name: string, message: string, fields: object = {}) =>
  Object.assign(new Error(message), { name, ...fields });

test.each<[Error, Place, string]>([
  [new UsersError('No pool.'), aws, 'No pool.'],
  [
    errorOf('UsernameExistsException', 'User account already exists'),
    aws,
    'ada@example.com is there already. npm run users -- --stage prod role ada@example.com ROLE',
  ],
  [
    errorOf('UserNotFoundException', 'User does not exist.'),
    local,
    'There is no ada@example.com. npm run users -- --port 4000 list',
  ],
  [
    errorOf('CredentialsProviderError', 'Could not load'),
    aws,
    'There are no AWS credentials (Could not load).',
  ],
  [errorOf('Error', 'Region is missing'), aws, 'Set AWS_REGION.'],
  [
    errorOf('ValidationError', 'Stack with id MultidomainProd-Identity does not exist'),
    aws,
    'MultidomainProd-Identity does not exist in this account and region.',
  ],
  [
    errorOf('Error', 'connect', { code: 'ECONNREFUSED' }),
    local,
    'The system on port 4000 no longer runs. Start it with npm start.',
  ],
  [
    errorOf('Error', 'getaddrinfo ENOTFOUND x', { code: 'ENOTFOUND' }),
    aws,
    'AWS cannot be reached (getaddrinfo ENOTFOUND x). Check the network and AWS_REGION.',
  ],
  [errorOf('AggregateError', '', { code: 'ENETUNREACH' }), aws, 'AWS cannot be reached (ENETUNREACH).'],
  [
    errorOf('AccessDeniedException', 'not authorized', { $metadata: {} }),
    aws,
    'AccessDeniedException: not authorized',
  ],
])('%s is explained', (error, place, expected) => {
  expect(explain(error, action, place)).toContain(expected);
});

test('a bug is not explained', () => {
  expect(explain(new TypeError('x is undefined'), action, aws)).toBeUndefined();
  expect(explain(errorOf('TypeError', 'x', { code: 'ERR_INVALID_ARG_TYPE' }), action, aws)).toBeUndefined();
  expect(explain('text', action, aws)).toBeUndefined();
});
