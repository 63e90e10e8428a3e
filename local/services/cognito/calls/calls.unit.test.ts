import { describe, expect, test } from 'vitest';
import { People, subOf } from '../people.ts';
import { aUserPool, PEOPLE } from '../testing/pools.ts';
import { handleCalls } from './handle-calls.ts';

const ann = 'ann@example.com';
const bob = 'bob@example.com';

const signedOut: string[] = [];
const { signal } = new AbortController();

/** A function that calls a user pool with two people. */
function aPool(groups = aUserPool().groups) {
  const spec = { ...aUserPool(), groups };
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
      signal,
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

test('somebody is found by their address in any case, by their id, and by nothing else', async () => {
  const call = aPool();
  for (const Username of [ann, 'Ann@Example.com', subOf(ann)]) {
    const { Groups } = await call('AdminListGroupsForUser', { Username });
    expect(Groups).toEqual([{ GroupName: 'reader', UserPoolId: 'us-east-1_a1b2c3d4e' }]);
  }
  expect(await call('AdminListGroupsForUser', { Username: 'Ann Reader' })).toMatchObject({ status: 400 });
});

test('a group is described as the template does', async () => {
  const call = aPool([{ name: 'reader', description: 'Reads.' }, { name: 'writer' }]);
  expect((await call('AdminListGroupsForUser', { Username: bob })).Groups).toEqual([
    { GroupName: 'reader', UserPoolId: 'us-east-1_a1b2c3d4e', Description: 'Reads.' },
    { GroupName: 'writer', UserPoolId: 'us-east-1_a1b2c3d4e' },
  ]);
});

test('somebody whose attributes say nothing has the user name as address and name', async () => {
  const { User } = await aPool()('AdminCreateUser', { Username: 'Eve@example.com' });
  expect(User.Attributes).toContainEqual({ Name: 'email', Value: 'eve@example.com' });
  expect(User.Attributes).toContainEqual({ Name: 'name', Value: 'Eve@example.com' });
});

test('the attribute with the address counts more than the user name', async () => {
  const UserAttributes = [{ Name: 'email', Value: 'eve@example.com' }];
  const { User } = await aPool()('AdminCreateUser', { Username: 'eve', UserAttributes });
  expect(User.Username).toBe(subOf('eve@example.com'));
});

test('a filter may have spaces around its parts and quotes in its value', async () => {
  const call = aPool();
  await call('AdminCreateUser', {
    Username: 'eve@example.com',
    UserAttributes: [{ Name: 'name', Value: 'Eve "The \\ Writer" Doe' }],
  });
  const Filter = '  "name"  ^=  "Eve \\"The \\\\ W"  ';
  expect(names(await call('ListUsers', { Filter }))).toEqual(['Eve "The \\ Writer" Doe']);
});

test('a page of 60 is allowed, and no limit is none', async () => {
  const call = aPool();
  for (const Limit of [60, 0]) expect(names(await call('ListUsers', { Limit }))).toHaveLength(2);
});

test('a fault of the service itself is no answer', async () => {
  const handle = handleCalls(() => {
    throw new TypeError('a bug');
  });
  const call = handle({ operation: 'ListUsers', parameters: {}, headers: {}, body: Buffer.from(''), signal });
  await expect(call).rejects.toThrow('a bug');
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
  const rest = await call('AdminListGroupsForUser', { Username: bob, NextToken: '1' });
  expect(rest).toEqual({ status: 200, Groups: [{ GroupName: 'writer', UserPoolId: 'us-east-1_a1b2c3d4e' }] });
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
      'to take somebody out of an unknown group',
      'AdminRemoveUserFromGroup',
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
      'with an empty name',
      'AdminDeleteUser',
      { Username: '' },
      'InvalidParameterException',
      /parameter Username: must not be empty/,
    ],
    [
      'for somebody who is there, in another case',
      'AdminCreateUser',
      { Username: 'ANN@example.com' },
      'UsernameExistsException',
      /already exists/,
    ],
    [
      'with an attribute that is not known here',
      'AdminCreateUser',
      { Username: 'x@y.z', UserAttributes: [{ Name: 'phone_number', Value: '1' }] },
      'InvalidParameterException',
      /UserAttributes\.0\.Name/,
    ],
    ['with a page below zero', 'ListUsers', { Limit: -1 }, 'InvalidParameterException', /parameter Limit/],
    [
      'with a token below zero',
      'ListUsers',
      { PaginationToken: '-1' },
      'InvalidParameterException',
      /pagination token/,
    ],
    [
      'with half a token',
      'ListUsersInGroup',
      { GroupName: 'reader', NextToken: '0.5' },
      'InvalidParameterException',
      /pagination token/,
    ],
    [
      'with something after the filter',
      'ListUsers',
      { Filter: 'name = "a" or name = "b"' },
      'InvalidParameterException',
      /allowed here/,
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
