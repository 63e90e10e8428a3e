import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import * as z from 'zod';
import type { IdempotencyTable } from '../idempotency/idempotency-table.ts';
import type { FieldError } from '../refusals/refusal.ts';
import { msOf, withinMs } from '../retries/time-budget.ts';
import type { Cause } from '../values/aggregate.ts';
import { answerOnce, type Remember } from './answer-once.ts';
import { correlationIdOf } from './correlation.ts';
import { requireMatch } from './etag.ts';
import { fieldErrors } from './field-errors.ts';
import { headerOf, headerValues } from './headers.ts';
import { jsonBodyOf } from './json-body.ts';
import { problemResponses } from './problem-responses.ts';
import { invalid, queryOf } from './request.ts';

const none = z.strictObject({});

/** What an endpoint takes. Whatever is left out takes nothing: an unknown parameter or field is refused. */
export interface EndpointContract<Path, Query, Body> {
  readonly path?: z.ZodType<Path>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Default `application/json`. */
  readonly mediaTypes?: readonly string[];
  /** Where answers to `Idempotency-Key` are kept; every POST has one. */
  readonly idempotency?: IdempotencyTable;
}

/** A parsed request. */
export interface EndpointRequest<Path, Query, Body> {
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  /** Throws the refusal of `If-Match` for a version that the header does not allow. */
  readonly ifMatch: (version: number) => void;
  /** When the request came, ISO 8601 UTC. */
  readonly now: string;
  readonly cause: Cause;
  readonly remember: Remember;
}

type Handle<Path, Query, Body> = (
  request: EndpointRequest<Path, Query, Body>,
) => Promise<APIGatewayProxyResult>;

/**
 * A Lambda handler behind API Gateway: parses the request by its contract, answers refusals as problem+json,
 * carries the correlation id, and tries nothing again once the time of its invocation is over.
 */
export function endpoint<Path = object, Query = object, Body = undefined>(
  contract: EndpointContract<Path, Query, Body>,
  handle: Handle<Path, Query, Body>,
) {
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Context>()
    .use(problemResponses())
    .handler(async (event, context) => {
      const handleInTime: typeof handle = (request) => withinMs(msOf(context), () => handle(request));
      const { path, query, body } = parse(contract, event);
      const request = {
        path,
        query,
        body,
        ifMatch: (version: number) => requireMatch(ifMatchOf(event), version),
        now: new Date().toISOString(),
        cause: { correlationId: correlationIdOf(event) },
      };
      const { idempotency } = contract;
      const key = idempotency && headerOf(event, 'Idempotency-Key');
      if (idempotency === undefined || key === undefined) {
        return handleInTime({ ...request, remember: () => [] });
      }
      const asked = { method: event.httpMethod, resource: event.resource, path, query, body };
      return answerOnce(idempotency, key, asked, request.now, (remember) =>
        handleInTime({ ...request, remember }),
      );
    });
}

/** Several lines of a header that is a list are one list. */
function ifMatchOf(event: APIGatewayProxyEvent): string | undefined {
  const lines = headerValues(event, 'If-Match');
  return lines.length === 0 ? undefined : lines.join(', ');
}

function parse<Path, Query, Body>(
  contract: EndpointContract<Path, Query, Body>,
  event: APIGatewayProxyEvent,
): { path: Path; query: Query; body: Body } {
  const body = jsonBodyOf(event, contract.mediaTypes ?? ['application/json']);
  const errors: FieldError[] = [];
  const part = <T>(schema: z.ZodType<T>, value: unknown, root: string): T => {
    const result = schema.safeParse(value, { reportInput: true });
    if (!result.success) errors.push(...fieldErrors(result.error, root));
    return result.data as T;
  };
  const parsed = {
    path: part((contract.path ?? none) as z.ZodType<Path>, event.pathParameters ?? {}, 'path'),
    query: part((contract.query ?? none) as z.ZodType<Query>, queryOf(event), 'query'),
    body: part((contract.body ?? none.optional()) as z.ZodType<Body>, body, 'body'),
  };
  if (errors.length > 0) throw invalid(errors);
  return parsed;
}
