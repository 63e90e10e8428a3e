import { createHash } from 'node:crypto';

/** What makes two requests with one key the same: everything that they ask for, parsed. */
export interface RequestIdentity {
  readonly method: string;
  /** The route, with the names of its parameters: `/purchases/{purchaseId}/cancellation`. */
  readonly resource: string;
  readonly path: unknown;
  readonly query: unknown;
  /** No body is the same as an empty object. */
  readonly body: unknown;
}

/** A digest of a request. It is equal for requests that are equal once parsed, whatever the order of their fields. */
export const fingerprintOf = ({ method, resource, path, query, body }: RequestIdentity): string =>
  createHash('sha256')
    .update(JSON.stringify([method, resource, path, query, body ?? {}], sortedFields))
    .digest('base64url');

const sortedFields = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
