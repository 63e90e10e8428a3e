import { z } from 'zod';
import type { UserPoolSpec } from '../../../model.ts';
import type { Parameters } from '../../aws-api.ts';
import { CognitoError } from '../errors.ts';
import type { KnownPerson, People } from '../people.ts';

/** The user pool that a call is for. */
export interface CallContext {
  readonly spec: UserPoolSpec;
  readonly people: People;
  /** Ends everything that a person could renew their tokens with. */
  readonly signOut: (sub: string) => void;
}

/** Carries a call out and returns the response's body. @throws CognitoError */
export type Call = (parameters: Parameters, context: CallContext) => object;

export const text = z.string('must be a text').min(1, 'must not be empty');

/** What every call has. */
export const poolParameters = { UserPoolId: text };

/** What calls for one person have. */
export const personParameters = { ...poolParameters, Username: text };

/** The largest page of a list. */
const PAGE = 60;

/** What lists have. */
export const listParameters = { Limit: z.number().int().min(0).max(PAGE).default(PAGE) };

/** Reads the parameters of a call. @throws CognitoError for one that is missing, wrong or not supported here */
export function parse<Schema extends z.ZodType>(schema: Schema, parameters: Parameters): z.output<Schema> {
  const result = schema.safeParse(parameters);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined;
  const message =
    unknown === undefined
      ? `1 validation error detected: parameter ${issue?.path.join('.')}: ${issue?.message}`
      : `Not supported here: ${unknown}`;
  throw new CognitoError('InvalidParameterException', message);
}

/** The person whose user name, id or e-mail address is given. @throws CognitoError UserNotFoundException */
export function personNamed(userName: string, { people }: CallContext): KnownPerson {
  const found = people.all.find(({ sub, email }) => sub === userName || email === userName.toLowerCase());
  if (found === undefined) throw new CognitoError('UserNotFoundException', 'User does not exist.');
  return found;
}

/** @throws CognitoError ResourceNotFoundException */
export function checkGroup(name: string, { spec }: CallContext): void {
  if (spec.groups.some((group) => group.name === name)) return;
  throw new CognitoError('ResourceNotFoundException', 'Group not found.');
}

/**
 * One page of a list, from a token on.
 * @throws CognitoError for a token that this list did not give out
 */
export function pageOf<T>(
  items: readonly T[],
  limit: number,
  token: string | undefined,
): { readonly page: readonly T[]; readonly next?: string } {
  const start = Number(token ?? 0);
  if (!(Number.isInteger(start) && start >= 0)) {
    throw new CognitoError('InvalidParameterException', 'Invalid pagination token.');
  }
  // No limit is none at all.
  const end = start + (limit || PAGE);
  return { page: items.slice(start, end), ...(end < items.length && { next: String(end) }) };
}

/** A person as the API describes them. */
export function described({ sub, createdAt }: KnownPerson): Record<string, unknown> {
  return {
    Username: sub,
    Enabled: true,
    // There is no password that would have to be changed first.
    UserStatus: 'CONFIRMED',
    UserCreateDate: createdAt / 1000,
    UserLastModifiedDate: createdAt / 1000,
  };
}

/** A person's attributes as the API names them. */
export function attributesOf({ sub, email, name }: KnownPerson): { Name: string; Value: string }[] {
  const attributes = { sub, email, email_verified: 'true', name };
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}
