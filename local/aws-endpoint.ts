import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { openGuardedServer, PortInUseError } from './http/guarded-server.ts';
import type { Wording } from './http/refusal-answer.ts';
import { Authorizer } from './iam/authorizer.ts';
import { type Claim, claimedCaller, type KnownCredentials } from './iam/caller.ts';
import { type AuthorizedService, requiredPermissions } from './iam/required-permissions.ts';
import { signatureMatches } from './iam/signature.ts';
import { readBody } from './request-body.ts';
import type { SystemModel } from './template/model.ts';

/** Carries a request out without this endpoint reading its body; `operation` is without the target's prefix. */
export type RawHandler = (
  operation: string,
  body: Buffer,
  headers: IncomingHttpHeaders,
) => Promise<{
  readonly status: number;
  readonly headers: Answer['headers'];
  readonly body: Buffer | string;
}>;

/** Carries out a request whose body is parsed already; the answer's body is sent as JSON. */
export type JsonHandler = (
  operation: string,
  body: unknown,
) => Promise<{ readonly status: number; readonly body: unknown }>;

export interface AwsEndpointProps {
  /** 0 takes any free port. */
  readonly port: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly model: Pick<SystemModel, 'roles'>;
  /** What was given out to functions and to the developer, by access key id. */
  readonly credentials: ReadonlyMap<string, KnownCredentials>;
  readonly services: {
    readonly dynamodb: RawHandler;
    readonly streams: RawHandler;
    readonly events: JsonHandler;
  };
}

export interface AwsEndpoint {
  /** What `AWS_ENDPOINT_URL` is set to. */
  readonly url: string;
  /** Stops listening, answers what has arrived, and ends open connections. */
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer | string;
}

const HOST = '127.0.0.1';

interface Target {
  readonly service: AuthorizedService;
  readonly signingName: string;
  readonly maxBodyBytes: number;
}

interface Operation extends Target {
  /** Without the target's prefix. */
  readonly name: string;
}

const MIB = 1024 * 1024;
const dynamodb = { signingName: 'dynamodb', maxBodyBytes: 16 * MIB };

const targets: ReadonlyMap<string, Target> = new Map<string, Target>([
  ['DynamoDB_20120810', { ...dynamodb, service: 'dynamodb' }],
  ['DynamoDBStreams_20120810', { ...dynamodb, service: 'streams' }],
  // The entries of a request may have 1 MiB, in JSON up to three times as much; the bus counts them.
  ['AWSEvents', { service: 'events', signingName: 'events', maxBodyBytes: 4 * MIB }],
]);

/**
 * Listens for calls of the AWS SDKs and lets each caller do what its role in the template allows.
 * @throws when the port is taken, naming it
 */
export async function startAwsEndpoint(props: AwsEndpointProps): Promise<AwsEndpoint> {
  const { port, model } = props;
  const authorizer = new Authorizer(model.roles);
  let closing = false;
  const server = await openGuardedServer(
    { port, host: HOST, wording: asAwsError, ...(props.headers && { headers: props.headers }) },
    (request, response) => {
      serve(request, response, props, authorizer).catch((error: unknown) => {
        // Nobody waits for what was under way when everything ends.
        if (!closing) console.error(error);
        send(
          response,
          failure(500, 'InternalServerError', 'The local AWS endpoint failed; its log says why.'),
        );
      });
    },
  ).catch((error: unknown) => {
    if (!(error instanceof PortInUseError)) throw error;
    throw new Error(`Port ${port} on ${HOST} is taken: end what listens there, or choose another port.`, {
      cause: error,
    });
  });
  return {
    url: `http://${HOST}:${server.port}`,
    close: () => {
      closing = true;
      return server.drain();
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  props: AwsEndpointProps,
  authorizer: Authorizer,
): Promise<void> {
  const operation = operationOf(request.headers);
  if ('status' in operation) return send(response, operation);
  const claim = claimedCaller(request.headers, props.credentials, operation.signingName);
  if ('type' in claim) return send(response, failure(400, claim.type, claim.message));
  // Only for those who have credentials: nobody else's body is kept.
  const body = await readBody(request, operation.maxBodyBytes);
  if (body === 'gone') return;
  if (body === 'too-large') return send(response, tooLarge(operation.maxBodyBytes));
  const { method = '', url = '', headers } = request;
  if (!(await signatureMatches(claim, { method, target: url, headers, body }))) {
    return send(response, failure(400, 'InvalidSignatureException', WRONG_SIGNATURE));
  }
  send(response, await answer(headers, body, operation, claim, props, authorizer));
}

const WRONG_SIGNATURE =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** What is asked for, or why that is nothing. */
function operationOf(headers: IncomingHttpHeaders): Operation | Answer {
  const [prefix = '', name = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const target = targets.get(prefix);
  if (target !== undefined && name !== '') return { ...target, name };
  const allowed = [...targets.keys()].map((one) => `${one}.*`).join(', ');
  return failure(
    400,
    'UnknownOperationException',
    `X-Amz-Target is "${prefix}.${name}"; allowed: ${allowed}`,
  );
}

async function answer(
  headers: IncomingHttpHeaders,
  body: Buffer,
  { service, name: operation }: Operation,
  { caller }: Claim,
  { services }: AwsEndpointProps,
  authorizer: Authorizer,
): Promise<Answer> {
  if (caller === 'developer' && service !== 'events') return services[service](operation, body, headers);
  const parsed = parse(body);
  if (parsed === undefined) return failure(400, 'SerializationException', 'The request body is not JSON.');
  if (caller !== 'developer') {
    const refusal = authorizer.refusal(caller.roleArn, requiredPermissions(service, operation, parsed));
    if (refusal !== undefined) return failure(400, 'AccessDeniedException', refusal);
  }
  if (service !== 'events') return services[service](operation, body, headers);
  const result = await services.events(operation, parsed);
  return {
    status: result.status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(result.body),
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function tooLarge(limit: number): Answer {
  return failure(413, 'RequestEntityTooLargeException', `HTTP content length exceeded ${limit} bytes.`);
}

function failure(
  status: number,
  type: string,
  message: string,
): { status: number; headers: Record<string, string>; body: string } {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: `com.amazon.coral.service#${type}`, Message: message, message }),
  };
}

/** What the server itself refuses, as AWS's JSON protocols word an error. */
const asAwsError: Wording = ({ status, detail, correlationId }) => {
  const { headers, body } = failure(
    status,
    status === 403 ? 'AccessDeniedException' : 'MalformedHttpRequestException',
    detail,
  );
  return { headers: { ...headers, 'x-amzn-requestid': correlationId }, body };
};

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.writableEnded || response.destroyed) return;
  const { 'transfer-encoding': _, connection: __, ...kept } = headers;
  response.writeHead(status, {
    'x-amzn-requestid': randomUUID(),
    ...kept,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
