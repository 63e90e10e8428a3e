import { describe, expect, test } from 'vitest';
import { People, subOf } from '../people.ts';
import { aUserPool, PEOPLE } from '../testing/pools.ts';
import { handleCalls } from './handle-calls.ts';

const ann = 'ann@example.com';
const bob = 'bob@example.com';

const signedOut: string[] = [];

/** A function that calls a user pool with two people. */
function aPool() {
  const spec = aUserPool();
  const people = new People(
    spec.groups.map(({ name }) => name),
    PEOPLE,
  );
  const handle = handleCalls((id) =>
    id === spec.id ? { spec, people, signOut: (sub) => signedOut.push(sub) } : undefined,
  );
  return async (operation: string, parameters: Record<string, unknown> = {}) => {
    const { status, headers, body } = await handle({
      operation,
      parameters: { UserPoolId: spec.id, ...parameters },
      headers: {},
      body: Buffer.from(''),
      signal: new AbortController().signal,
    });
    expect(headers).toMatchObject({ 'content-type': 'application/x-amz-json-1.1' });
    return { status, ...JSON.parse(String(body)) };
  };
}

const names = ({ Users }: { Users: { Attributes: { Name: string; Value: string }[] }[] }) =>
  Users.map(({ Attributes }) => Attributes.find(({ Name }) => Name === 'name')?.Value);

test('somebody is created, put into groups, taken out and deleted', async () => {
  const call = aPool();
  const created = await call('AdminCreateUser', {
    Username: 'Eve@example.com',
    UserAttributes: [{ Name: 'name', Value: 'Eve' }],
    MessageAction: 'SUPPRESS',
    TemporaryPassword: 'secret',
  });
  expect(created).toEqual({
    status: 200,
    User: {
      Username: subOf('eve@example.com'),
      Enabled: true,
      UserStatus: 'CONFIRMED',
      UserCreateDate: expect.any(Number),
      UserLastModifiedDate: expect.any(Number),
      Attributes: [
        { Name: 'sub', Value: subOf('eve@example.com') },
        { Name: 'email', Value: 'eve@example.com' },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'name', Value: 'Eve' },
      ],
    },
  });
  expect(Math.abs(created.User.UserCreateDate - Date.now() / 1000)).toBeLessThan(60);
  const eve = { Username: 'eve@example.com' };
  await call('AdminAddUserToGroup', { ...eve, GroupName: 'reader' });
  await call('AdminAddUserToGroup', { Username: created.User.Username, GroupName: 'writer' });
  const groupsOf = async () => {
    const { Groups } = await call('AdminListGroupsForUser', eve);
    return Groups.map(({ GroupName }: { GroupName: string }) => GroupName);
  };
  expect(await groupsOf()).toEqual(['reader', 'writer']);
  expect(names(await call('ListUsersInGroup', { GroupName: 'writer' }))).toEqual(['Bob Writer', 'Eve']);
  expect(await call('AdminRemoveUserFromGroup', { ...eve, GroupName: 'reader' })).toEqual({ status: 200 });
  expect(await groupsOf()).toEqual(['writer']);
  expect(await call('AdminDeleteUser', eve)).toEqual({ status: 200 });
  expect(names(await call('ListUsers'))).toEqual(['Ann Reader', 'Bob Writer']);
});

test('somebody is signed out everywhere', async () => {
  signedOut.length = 0;
  expect(await aPool()('AdminUserGlobalSignOut', { Username: ann })).toEqual({ status: 200 });
  expect(signedOut).toEqual([subOf(ann)]);
});

test.each([
  ['email = "ann@example.com"', ['Ann Reader']],
  ['"email"="ann@example.com"', ['Ann Reader']],
  ['name ^= "Bob"', ['Bob Writer']],
  [`sub = "${subOf(bob)}"`, ['Bob Writer']],
  [`username = "${subOf(bob)}"`, ['Bob Writer']],
  ['email ^= ""', ['Ann Reader', 'Bob Writer']],
  ['email = "ann@example"', []],
])('people are found by the filter %s', async (Filter, expected) => {
  expect(names(await aPool()('ListUsers', { Filter }))).toEqual(expected);
});

test('lists come in pages', async () => {
  const call = aPool();
  const first = await call('ListUsers', { Limit: 1 });
  const second = await call('ListUsers', { Limit: 1, PaginationToken: first.PaginationToken });
  expect([names(first), names(second), second.PaginationToken]).toEqual([
    ['Ann Reader'],
    ['Bob Writer'],
    undefined,
  ]);
  const members = await call('ListUsersInGroup', { GroupName: 'reader', Limit: 1 });
  const others = await call('ListUsersInGroup', { GroupName: 'reader', NextToken: members.NextToken });
  expect([names(members), names(others)]).toEqual([['Ann Reader'], ['Bob Writer']]);
  expect(await call('AdminListGroupsForUser', { Username: bob, Limit: 1 })).toMatchObject({ NextToken: '1' });
});

test('a list gives the attributes that were asked for', async () => {
  const { Users } = await aPool()('ListUsers', { AttributesToGet: ['email'], Limit: 1 });
  expect(Users[0].Attributes).toEqual([{ Name: 'email', Value: ann }]);
});

describe('a call is refused', () => {
  test.each<[string, string, Record<string, unknown>, string, RegExp]>([
    [
      'for an unknown pool',
      'ListUsers',
      { UserPoolId: 'other' },
      'ResourceNotFoundException',
      /pool other does not/,
    ],
    [
      'for somebody unknown',
      'AdminDeleteUser',
      { Username: 'x@y.z' },
      'UserNotFoundException',
      /does not exist/,
    ],
    [
      'for an unknown group',
      'AdminAddUserToGroup',
      { Username: ann, GroupName: 'owner' },
      'ResourceNotFoundException',
      /Group not found/,
    ],
    [
      'for the members of an unknown group',
      'ListUsersInGroup',
      { GroupName: 'owner' },
      'ResourceNotFoundException',
      /Group not found/,
    ],
    [
      'for somebody who is there',
      'AdminCreateUser',
      { Username: ann },
      'UsernameExistsException',
      /already exists/,
    ],
    [
      'without an address',
      'AdminCreateUser',
      { Username: 'ann' },
      'InvalidParameterException',
      /should be an email/,
    ],
    [
      'without a name',
      'AdminDeleteUser',
      {},
      'InvalidParameterException',
      /parameter Username: must be a text/,
    ],
    [
      'with an unknown parameter',
      'ListUsers',
      { Sort: 'up' },
      'InvalidParameterException',
      /Not supported.* Sort/,
    ],
    ['with a large page', 'ListUsers', { Limit: 61 }, 'InvalidParameterException', /parameter Limit/],
    [
      'with a made-up token',
      'ListUsers',
      { PaginationToken: 'x' },
      'InvalidParameterException',
      /pagination token/,
    ],
    [
      'with another filter',
      'ListUsers',
      { Filter: 'phone = "1"' },
      'InvalidParameterException',
      /allowed here/,
    ],
    [
      'to send a message again',
      'AdminCreateUser',
      { Username: 'x@y.z', MessageAction: 'RESEND' },
      'InvalidParameterException',
      /MessageAction/,
    ],
  ])('%s', async (_, operation, parameters, type, message) => {
    expect(await aPool()(operation, parameters)).toEqual({
      status: 400,
      __type: type,
      message: expect.stringMatching(message),
    });
  });
});
