import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { openGuardedServer, PortInUseError } from './http/guarded-server.ts';
import type { Wording } from './http/refusal-answer.ts';
import { Authorizer } from './services/iam/authorizer.ts';
import { identifyCaller } from './services/iam/caller.ts';
import { type AuthorizedService, requiredPermissions } from './services/iam/required-permissions.ts';
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
  readonly model: Pick<SystemModel, 'roles'>;
  /** Role ARNs by access key id; `local` and `test` are the developer's and may do anything. */
  readonly credentials: ReadonlyMap<string, string>;
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

const targets: ReadonlyMap<string, { service: AuthorizedService; signingName: string }> = new Map([
  ['DynamoDB_20120810', { service: 'dynamodb', signingName: 'dynamodb' }],
  ['DynamoDBStreams_20120810', { service: 'streams', signingName: 'dynamodb' }],
  ['AWSEvents', { service: 'events', signingName: 'events' }],
]);

/**
 * Listens for calls of the AWS SDKs and lets each caller do what its role in the template allows.
 * @throws when the port is taken, naming it
 */
export async function startAwsEndpoint(props: AwsEndpointProps): Promise<AwsEndpoint> {
  const { port, model } = props;
  const authorizer = new Authorizer(model.roles);
  let closing = false;
  const server = await openGuardedServer({ port, host: HOST, wording: asAwsError }, (request, response) => {
    serve(request, response, props, authorizer).catch((error: unknown) => {
      // Nobody waits for what was under way when everything ends.
      if (!closing) console.error(error);
      send(response, failure(500, 'InternalServerError', 'The local AWS endpoint failed; its log says why.'));
    });
  }).catch((error: unknown) => {
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
  const body = await bodyOf(request);
  if (body !== undefined) send(response, await answer(request.headers, body, props, authorizer));
}

async function answer(
  headers: IncomingHttpHeaders,
  body: Buffer,
  { credentials, services }: AwsEndpointProps,
  authorizer: Authorizer,
): Promise<Answer> {
  const [prefix = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const target = targets.get(prefix);
  if (target === undefined || operation === '') {
    const allowed = [...targets.keys()].map((name) => `${name}.*`).join(', ');
    return failure(
      400,
      'UnknownOperationException',
      `X-Amz-Target is "${prefix}.${operation}"; allowed: ${allowed}`,
    );
  }
  const caller = identifyCaller(headers.authorization, credentials, target.signingName);
  if (typeof caller === 'object' && 'type' in caller) return failure(400, caller.type, caller.message);
  const { service } = target;
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

/** The whole request body; undefined if the client went away. */
function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
  });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
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
