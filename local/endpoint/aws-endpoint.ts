import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handler } from '../http/loopback-server.ts';
import { readBody } from '../http/read-body.ts';
import { Authorizer } from '../iam/authorizer.ts';
import { claimedCaller, type KnownCredentials } from '../iam/caller.ts';
import type { RoleSpec } from '../iam/role.ts';
import { signatureMatches } from '../iam/signature.ts';
import { isRecord, parseJson } from '../json.ts';
import type { AwsResponse, Operation, Parameters, ServedApi } from '../services/aws-api.ts';
import { commonError } from './aws-errors.ts';

export interface AwsEndpointProps {
  readonly apis: readonly ServedApi[];
  readonly roles: readonly RoleSpec[];
  /** The credentials of functions and of the developer, by access key id. */
  readonly credentials: ReadonlyMap<string, KnownCredentials>;
}

const WRONG_SIGNATURE =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** Answers every request as an endpoint of AWS: each caller may do what its role in the template allows. */
export function awsEndpoint({ apis, roles, credentials }: AwsEndpointProps): Handler {
  const authorizer = new Authorizer(roles);

  /** The response; undefined when the client has gone. */
  async function answer(request: IncomingMessage, signal: AbortSignal): Promise<AwsResponse | undefined> {
    const { method = '', url = '', headers } = request;
    const called = calledBy(request, apis);
    if ('status' in called) return called;
    const { api, operation, needs, addressed } = called;
    const claim = claimedCaller(headers, credentials, api.signingName);
    if ('type' in claim) return commonError(400, claim.type, claim.message);
    // Read only once the caller has shown known credentials: nobody else's body is kept in memory.
    const body = await readBody(request, api.maxBodyBytes);
    if (body === 'gone') return undefined;
    if (body === 'too-large') return tooLarge(api.maxBodyBytes);
    if (!signatureMatches(claim, { method, target: url, headers, body })) {
      return commonError(400, 'InvalidSignatureException', WRONG_SIGNATURE);
    }
    const parameters = addressed ?? parseJson(body.toString('utf8'));
    if (!isRecord(parameters)) {
      return commonError(400, 'SerializationException', 'The request body is not a JSON object.');
    }
    if (claim.caller !== 'developer') {
      const refusal = authorizer.refusal(claim.caller.roleArn, needs(parameters));
      if (refusal !== undefined) return commonError(400, 'AccessDeniedException', refusal);
    }
    return api.handle({ operation, parameters, headers, body, signal });
  }

  return async (request, response) => {
    const gone = new AbortController();
    response.once('close', () => {
      // An abort makes an error with its stack, which is too much for each request that was answered.
      if (!response.writableFinished) gone.abort();
    });
    const answered = await answer(request, gone.signal);
    if (answered !== undefined) send(response, answered);
    return true;
  };
}

interface Called extends Pick<Operation, 'needs'> {
  readonly api: ServedApi;
  readonly operation: string;
  /** The parameters, if the address has them rather than the body. */
  readonly addressed?: Parameters;
}

/** What a request calls, or the response to one that calls nothing. */
function calledBy(request: IncomingMessage, apis: readonly ServedApi[]): Called | AwsResponse {
  const { method = '', url = '', headers } = request;
  const [path = ''] = url.split('?');
  for (const api of apis) {
    const call = api.calledAt?.(method, path);
    const needs = call && api.operations[call.operation]?.needs;
    if (needs) return { api, operation: call.operation, needs, addressed: call.parameters };
  }
  const [target = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const api = apis.find((candidate) => candidate.target === target);
  const { needs } = (api && Object.hasOwn(api.operations, operation) && api.operations[operation]) || {};
  return api && needs ? { api, operation, needs } : unknownOperation(target, operation, apis);
}

function unknownOperation(target: string, operation: string, apis: readonly ServedApi[]): AwsResponse {
  const api = apis.find((candidate) => candidate.target === target);
  const allowed = api
    ? Object.keys(api.operations).map((name) => `${target}.${name}`)
    : apis.flatMap((one) => (one.target === undefined ? [] : `${one.target}.*`));
  const message = `X-Amz-Target is "${target}.${operation}"; allowed: ${allowed.join(', ')}`;
  return commonError(400, 'UnknownOperationException', message);
}

function tooLarge(limit: number): AwsResponse {
  return commonError(413, 'RequestEntityTooLargeException', `HTTP content length exceeded ${limit} bytes.`);
}

function send(response: ServerResponse, { status, headers, body }: AwsResponse): void {
  if (response.writableEnded || response.destroyed) return;
  const { 'transfer-encoding': _, connection: __, ...kept } = headers;
  response.writeHead(status, {
    'x-amzn-requestid': randomUUID(),
    ...kept,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
