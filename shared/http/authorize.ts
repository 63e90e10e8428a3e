import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { RouteContract } from '../../contracts/definition/define-route.ts';
import { isAtLeast, type Role } from '../../contracts/definition/roles.ts';
import { logger } from '../logging/logger.ts';
import { type Caller, callerOf } from './caller.ts';
import { HttpRefusal } from './http-refusal.ts';

/** A caller who may call a route. */
export interface AllowedCaller extends Caller {
  readonly role: Role;
}

/** An event with the caller who sent it. */
export type Authorized = APIGatewayProxyEvent & { caller: AllowedCaller };

/**
 * Lets only callers with the role of the route pass. It comes before anything is parsed or read, so a refusal says
 * nothing about the data.
 * @throws HttpRefusal `not-signed-in`, or `access-denied` naming the role.
 */
export const authorize = (route: RouteContract): MiddlewareObj<APIGatewayProxyEvent> => ({
  before: ({ event }) => {
    const caller = callerOf(event);
    if (caller === undefined) {
      throw new HttpRefusal('not-signed-in', 'Sign in first.', { 'www-authenticate': 'Bearer' });
    }
    const { id, role, access } = caller;
    if (access === 'signed-in') logger.appendKeys({ callerId: id });
    if (!isAtLeast(role, route.role)) {
      const own = role === undefined ? 'none' : `the role ${role}`;
      throw new HttpRefusal('access-denied', `This needs the role ${route.role}; you have ${own}.`);
    }
    (event as Authorized).caller = caller as AllowedCaller;
  },
});
