import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
  ListUsersInGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { addPerson, listPeople, removePerson, setRole } from './people.ts';

const cognito = mockClient(CognitoIdentityProviderClient);
const pool = {
  client: new CognitoIdentityProviderClient({ region: 'us-east-1' }),
  id: 'pool',
};
const email = 'ada@example.com';
const ada = { UserPoolId: 'pool', Username: email };

beforeEach(() => {
  cognito.reset();
});

// Other files share this process, and call a real one.
afterAll(() => cognito.restore());

/** Every call: its command and input. */
const calls = () => cognito.calls().map(({ args: [command] }) => [command.constructor, command.input]);

test('a person is added with a role, and gets the first password by e-mail', async () => {
  await addPerson(pool, email, 'editor');
  expect(calls()).toEqual([
    [
      AdminCreateUserCommand,
      {
        ...ada,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
        DesiredDeliveryMediums: ['EMAIL'],
      },
    ],
    [AdminAddUserToGroupCommand, { ...ada, GroupName: 'editor' }],
  ]);
});

test('no e-mail is sent to a person whose first password is printed', async () => {
  await addPerson(pool, email, 'viewer', 'secret');
  const [[, input] = []] = calls();
  expect(input).toMatchObject({ TemporaryPassword: 'secret', MessageAction: 'SUPPRESS' });
  expect(input).not.toHaveProperty('DesiredDeliveryMediums');
});

test('a new role replaces the former one, and nobody is without a role meanwhile', async () => {
  await setRole(pool, email, 'viewer');
  expect(calls()).toEqual([
    [AdminAddUserToGroupCommand, { ...ada, GroupName: 'viewer' }],
    [AdminRemoveUserFromGroupCommand, { ...ada, GroupName: 'editor' }],
  ]);
});

test('a person who is removed is signed out everywhere first', async () => {
  await removePerson(pool, email);
  expect(calls()).toEqual([
    [AdminUserGlobalSignOutCommand, ada],
    [AdminDeleteUserCommand, ada],
  ]);
});

test('everyone is listed by e-mail address with their highest role, from all pages', async () => {
  const user = (name: string) => ({
    Username: name,
    Attributes: [{ Name: 'email', Value: `${name}@example.com` }],
    UserStatus: 'CONFIRMED' as const,
  });
  cognito
    .on(ListUsersCommand)
    .resolvesOnce({ Users: [user('zoe'), user('ada')], PaginationToken: 'next' })
    .resolves({ Users: [user('bob')] });
  cognito
    .on(ListUsersInGroupCommand, { GroupName: 'viewer' })
    .resolvesOnce({ Users: [user('zoe')], NextToken: 'next' })
    .resolves({ Users: [user('ada')] });
  cognito.on(ListUsersInGroupCommand, { GroupName: 'editor' }).resolves({ Users: [user('ada')] });
  expect(await listPeople(pool)).toEqual([
    { email: 'ada@example.com', role: 'editor', status: 'CONFIRMED' },
    { email: 'bob@example.com', status: 'CONFIRMED' },
    { email: 'zoe@example.com', role: 'viewer', status: 'CONFIRMED' },
  ]);
});
