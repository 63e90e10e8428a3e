import { createHash } from 'node:crypto';

/** Two requests with one key are the same if these are equal, after parsing. */
export interface RequestIdentity {
  readonly method: string;
  /** The route with the names of its parameters: `/purchases/{purchaseId}/cancellation`. */
  readonly resource: string;
  readonly path: unknown;
  readonly query: unknown;
  /** No body counts as an empty object. */
  readonly body: unknown;
}

/** A digest of a parsed request; the order of fields does not matter. */
export const fingerprintOf = ({ method, resource, path, query, body }: RequestIdentity): string =>
  createHash('sha256')
    .update(JSON.stringify([method, resource, path, query, body ?? {}], sortedFields))
    .digest('base64url');

const sortedFields = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
