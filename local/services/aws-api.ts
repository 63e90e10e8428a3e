import type { IncomingHttpHeaders } from 'node:http';
import type { RequiredPermission } from '../iam/authorizer.ts';

/** The parameters of a call: its body, parsed from JSON. */
export type Parameters = Readonly<Record<string, unknown>>;

/** One operation of an API, as IAM sees it. */
export interface Operation {
  /** The IAM actions that a call may need, so that policies may name them. */
  readonly actions: readonly string[];
  /** The condition keys, in lower case, whose values are known for every call. Default: none. */
  readonly contextKeys?: readonly string[];
  /** The permissions that a call with these parameters needs. */
  needs(parameters: Parameters): readonly RequiredPermission[];
}

/** An operation that is called, and the parameters that the address has. */
export interface AddressedCall {
  readonly operation: string;
  readonly parameters: Parameters;
}

/** An API that speaks one of AWS's protocols in JSON. It has either a `target` or addresses. */
export interface AwsApi {
  /** What `X-Amz-Target` names before the operation: `DynamoDB_20120810`. */
  readonly target?: string;
  /**
   * What is called at a method and path, for an API whose operations have addresses of their own. Its calls have the
   * parameters of the address only: the body belongs to the operation.
   */
  readonly calledAt?: (method: string, path: string) => AddressedCall | undefined;
  /** The service's name in SigV4 signatures: `dynamodb`. */
  readonly signingName: string;
  /** The longest request body, in bytes. */
  readonly maxBodyBytes: number;
  /** By name. A call of any other operation is refused. */
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A call whose caller may make it. */
export interface AwsRequest {
  /** One of the API's operations. */
  readonly operation: string;
  readonly parameters: Parameters;
  readonly headers: IncomingHttpHeaders;
  /** As sent. */
  readonly body: Buffer;
  /** Aborted once the client has gone. */
  readonly signal: AbortSignal;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer | string;
}

/** An API together with what carries its calls out. */
export interface ServedApi extends AwsApi {
  readonly handle: (request: AwsRequest) => Promise<AwsResponse>;
}

/** A response with a JSON body. */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', ...headers },
    body: JSON.stringify(body),
  };
}

/**
 * An error as AWS's JSON protocols word it.
 * @param type with its namespace: `com.amazon.coral.service#AccessDeniedException`
 */
export function errorResponse(
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): AwsResponse {
  return jsonResponse(status, { __type: type, message }, headers);
}

/** Each permission once. */
export function distinct(permissions: readonly RequiredPermission[]): RequiredPermission[] {
  if (permissions.length < 2) return [...permissions];
  return [...new Map(permissions.map((permission) => [JSON.stringify(permission), permission])).values()];
}
