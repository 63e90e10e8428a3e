import { z } from 'zod';
import { CognitoError } from '../errors.ts';
import { subOf } from '../people.ts';
import {
  attributesOf,
  type Call,
  described,
  listParameters,
  pageOf,
  parse,
  personNamed,
  personParameters,
  poolParameters,
  text,
} from './call.ts';

/** Accepted, though nothing is sent and no password is asked for. */
const withoutEffect = {
  ClientMetadata: z.unknown().optional(),
  DesiredDeliveryMediums: z.unknown().optional(),
  ForceAliasCreation: z.unknown().optional(),
  MessageAction: z.literal('SUPPRESS').optional(),
  TemporaryPassword: z.unknown().optional(),
  ValidationData: z.unknown().optional(),
};

const attributes = z
  .array(z.strictObject({ Name: z.enum(['email', 'email_verified', 'name']), Value: z.string() }))
  .default([]);

export const adminCreateUser: Call = (parameters, { people }) => {
  const schema = z.strictObject({ ...personParameters, ...withoutEffect, UserAttributes: attributes });
  const { Username, UserAttributes } = parse(schema, parameters);
  const given = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
  const { email = Username, name = email } = given;
  if (!email.includes('@')) {
    throw new CognitoError('InvalidParameterException', 'Username should be an email.');
  }
  if (people.find(subOf(email)) !== undefined) {
    throw new CognitoError('UsernameExistsException', 'User account already exists');
  }
  const person = people.add({ email, name, groups: [] });
  return { User: { ...described(person), Attributes: attributesOf(person) } };
};

export const adminDeleteUser: Call = (parameters, context) => {
  const { Username } = parse(z.strictObject(personParameters), parameters);
  context.people.remove(personNamed(Username, context).email);
  return {};
};

export const adminUserGlobalSignOut: Call = (parameters, context) => {
  const { Username } = parse(z.strictObject(personParameters), parameters);
  context.signOut(personNamed(Username, context).sub);
  return {};
};

const filter =
  /^\s*"?(?<name>email|name|sub|username)"?\s*(?<operator>\^?=)\s*"(?<value>(?:[^"\\]|\\.)*)"\s*$/;

export const listUsers: Call = (parameters, { people }) => {
  const schema = z.strictObject({
    ...poolParameters,
    ...listParameters,
    AttributesToGet: z.array(z.string()).optional(),
    Filter: z.string().default(''),
    PaginationToken: text.optional(),
  });
  const { AttributesToGet, Filter, Limit, PaginationToken } = parse(schema, parameters);
  const { name = '', operator, value = '' } = filter.exec(Filter)?.groups ?? {};
  if (Filter !== '' && name === '') {
    const allowed = 'email, name, sub or username, = or ^=, and a text in quotes';
    throw new CognitoError('InvalidParameterException', `Filter is ${Filter}; allowed here: ${allowed}`);
  }
  const wanted = value.replaceAll(/\\(.)/g, '$1');
  const found = people.all.filter((person) => {
    if (name === '') return true;
    const is = { email: person.email, name: person.name, sub: person.sub, username: person.sub }[name] ?? '';
    return operator === '=' ? is === wanted : is.startsWith(wanted);
  });
  const { page, next } = pageOf(found, Limit, PaginationToken);
  return {
    Users: page.map((person) => ({
      ...described(person),
      Attributes: attributesOf(person).filter(({ Name }) => AttributesToGet?.includes(Name) ?? true),
    })),
    ...(next !== undefined && { PaginationToken: next }),
  };
};
