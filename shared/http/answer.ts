import type { APIGatewayProxyResult } from 'aws-lambda';
import type { BodyOf, RouteContract } from '../../contracts/definition/define-route.ts';
import { etagOf } from './etag.ts';

/** A handler's answer. The version of the `body`, if any, becomes its `ETag`. */
export interface Answer<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly body: Body;
  /** The absolute path of the new resource: `/api/customers/…`. */
  readonly location?: string;
}

/** Bodies are only read, so lists may be read-only. */
type ReadOnly<Value> = Value extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: ReadOnly<Value[Name]> }
    : Value;

/** The answer that a route promises. */
export type AnswerOf<Route extends RouteContract> = Answer<
  Route['answer']['status'],
  ReadOnly<BodyOf<Route>>
>;

/** 200 with an entity, a page, or anything else. */
export const ok = <Body>(body: Body): Answer<200, Body> => ({ status: 200, body });

/** 201: created, and found at `location`. */
export const created = <Body>(location: string, body: Body): Answer<201, Body> => ({
  status: 201,
  body,
  location,
});

/** 202: accepted; its outcome will be found at `location`. */
export const accepted = <Body>(location: string, body: Body): Answer<202, Body> => ({
  status: 202,
  body,
  location,
});

/** 204: done, no content. */
export const noContent = (): Answer<204, undefined> => ({ status: 204, body: undefined });

/** An answer as API Gateway takes it. */
export function resultOf({ status, body, location }: Answer): APIGatewayProxyResult {
  if (body === undefined) return { statusCode: status, headers: {}, body: '' };
  const version = versionOf(body);
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(location === undefined ? {} : { location }),
      ...(version === undefined ? {} : { etag: etagOf(version) }),
    },
    body: JSON.stringify(body),
  };
}

const versionOf = (body: unknown): number | undefined =>
  typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number'
    ? body.version
    : undefined;
