import type { APIGatewayProxyResult } from 'aws-lambda';
import { etagOf } from './etag.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };

/** A body with the version that its ETag tells. */
type Versioned = { readonly version: number };

/** 200 with a page, or anything else that has no version. */
export const ok = (body: object): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: json,
  body: JSON.stringify(body),
});

/** 200 with one entity and its ETag. */
export const entity = (body: Versioned): APIGatewayProxyResult => ({
  ...ok(body),
  headers: { ...json, etag: etagOf(body.version) },
});

/** 201: made, and to be found at `location`. */
export const created = (location: string, body: Versioned): APIGatewayProxyResult => ({
  statusCode: 201,
  headers: { ...json, location, etag: etagOf(body.version) },
  body: JSON.stringify(body),
});

/** 202: accepted; what becomes of it is told at `location`. */
export const accepted = (location: string, body: Versioned): APIGatewayProxyResult => ({
  ...created(location, body),
  statusCode: 202,
});

/** 204: done, nothing to tell. */
export const noContent = (): APIGatewayProxyResult => ({ statusCode: 204, headers: {}, body: '' });
