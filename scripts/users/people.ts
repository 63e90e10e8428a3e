import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  paginateListUsers,
  paginateListUsersInGroup,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Role, roles } from '../../contracts/definition/roles.ts';
import type { UserPool } from './user-pool.ts';

/** Somebody who may sign in. */
export interface Person {
  readonly email: string;
  /** Default: none, so that they may do nothing. */
  readonly role?: Role;
  /** `CONFIRMED` once they have chosen a password of their own. */
  readonly status: string;
}

/**
 * Adds a person with a role.
 * @param password their first password; without it, they get one by e-mail.
 */
export async function addPerson(pool: UserPool, email: string, role: Role, password?: string): Promise<void> {
  await pool.client.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.id,
      Username: email,
      UserAttributes: [
        { Name: 'email', Value: email },
        // Or they could not get a new password by e-mail.
        { Name: 'email_verified', Value: 'true' },
      ],
      ...(password === undefined
        ? { DesiredDeliveryMediums: ['EMAIL'] }
        : { TemporaryPassword: password, MessageAction: 'SUPPRESS' }),
    }),
  );
  await pool.client.send(
    new AdminAddUserToGroupCommand({ UserPoolId: pool.id, Username: email, GroupName: role }),
  );
}

/** Gives a person this role instead of any other. */
export async function setRole(pool: UserPool, email: string, role: Role): Promise<void> {
  const person = { UserPoolId: pool.id, Username: email };
  await pool.client.send(new AdminAddUserToGroupCommand({ ...person, GroupName: role }));
  for (const other of roles.filter((one) => one !== role)) {
    await pool.client.send(new AdminRemoveUserFromGroupCommand({ ...person, GroupName: other }));
  }
}

/** Removes a person, and signs them out everywhere. */
export async function removePerson(pool: UserPool, email: string): Promise<void> {
  const person = { UserPoolId: pool.id, Username: email };
  await pool.client.send(new AdminUserGlobalSignOutCommand(person));
  await pool.client.send(new AdminDeleteUserCommand(person));
}

/** Everybody who may sign in, by e-mail address. */
export async function listPeople(pool: UserPool): Promise<Person[]> {
  const at = { client: pool.client };
  const roleOf = new Map<string, Role>();
  // The last role counts, which may do most.
  for (const role of roles) {
    for await (const { Users = [] } of paginateListUsersInGroup(at, {
      UserPoolId: pool.id,
      GroupName: role,
    })) {
      for (const { Username = '' } of Users) roleOf.set(Username, role);
    }
  }
  const people: Person[] = [];
  for await (const { Users = [] } of paginateListUsers(at, { UserPoolId: pool.id })) {
    for (const { Username = '', Attributes = [], UserStatus = '' } of Users) {
      const role = roleOf.get(Username);
      const email = Attributes.find(({ Name }) => Name === 'email')?.Value ?? Username;
      people.push({ email, status: UserStatus, ...(role === undefined ? {} : { role }) });
    }
  }
  return people.toSorted((one, other) => one.email.localeCompare(other.email));
}
