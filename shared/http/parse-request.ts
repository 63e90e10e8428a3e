import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod';
import type { RequestOf, RouteContract } from '../../contracts/definition/define-route.ts';
import { fieldErrors } from '../../contracts/definition/field-errors.ts';
import type { FieldError } from '../../contracts/definition/problems.ts';
import { jsonBodyOf } from './json-body.ts';
import { invalid, queryOf } from './request.ts';

/** An event with its parsed request. */
export type Parsed<Route extends RouteContract> = APIGatewayProxyEvent & { parsed: RequestOf<Route> };

const noBody = /* @__PURE__ */ z.strictObject({}).optional();

/**
 * Parses each request by the contract of its route.
 * @throws Refusal `invalid-request` naming every bad field.
 */
export const parseRequest = (route: RouteContract): MiddlewareObj<APIGatewayProxyEvent> => ({
  before: ({ event }) => {
    (event as Parsed<RouteContract>).parsed = parse(route, event);
  },
});

/** The accepted content types; a PATCH is a merge patch (RFC 7396) or plain JSON. */
const mediaTypesOf = ({ method }: RouteContract): string[] =>
  method === 'PATCH' ? ['application/merge-patch+json', 'application/json'] : ['application/json'];

function parse(route: RouteContract, event: APIGatewayProxyEvent): RequestOf<RouteContract> {
  const body = jsonBodyOf(event, mediaTypesOf(route));
  const errors: FieldError[] = [];
  const part = <T>(schema: z.ZodType<T>, value: unknown, root: string): T => {
    const result = schema.safeParse(value, { reportInput: true });
    if (!result.success) errors.push(...fieldErrors(result.error, root));
    return result.data as T;
  };
  const parsed = {
    path: part(route.parameters, event.pathParameters ?? {}, 'path'),
    query: part(route.query, queryOf(event), 'query'),
    body: part(route.body ?? noBody, body, 'body') as undefined,
  };
  if (errors.length > 0) throw invalid(errors);
  return parsed;
}
