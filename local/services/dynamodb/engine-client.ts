import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface EngineAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The engine wants a signature, of anybody. */
const signedBy = (accessKeyId: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  'x-amz-date': '20260101T000000Z',
  'content-type': 'application/x-amz-json-1.0',
});

/** Headers of the caller's own connection, or set again for each request. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
]);

/** Speaks DynamoDB's protocol with the engine over connections that stay open. */
export class EngineClient {
  /** As options: a URL would be parsed with each request. */
  readonly #address: { readonly host: string; readonly port: string; readonly path: string };
  readonly #signature: Readonly<Record<string, string>>;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  /** @param accessKeyId of the calls that are not passed on. The engine ignores it, DynamoDB Local keeps tables by it. */
  constructor(url: string, accessKeyId = 'local') {
    this.#signature = signedBy(accessKeyId);
    const { hostname, port, pathname } = new URL(url);
    this.#address = { host: hostname, port, path: pathname };
  }

  /** Passes a signed request on; `headers` with `x-amz-target` as the caller sent them. */
  send(headers: IncomingHttpHeaders, body: string | Buffer): Promise<EngineAnswer> {
    const outgoing = { ...withoutConnection(headers), 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const sent = request(
        { ...this.#address, method: 'POST', agent: this.#agent, headers: outgoing },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 500,
              headers: withoutConnection(response.headers),
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      sent.once('error', reject).end(body);
    });
  }

  /** Calls an operation of DynamoDB; rejects with the engine's answer when it is an error. */
  call(operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#call(`DynamoDB_20120810.${operation}`, input);
  }

  /** Calls an operation of DynamoDB Streams, in the same way. */
  callStreams(operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#call(`DynamoDBStreams_20120810.${operation}`, input);
  }

  async #call(target: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    const answer = await this.send({ ...this.#signature, 'x-amz-target': target }, JSON.stringify(input));
    if (answer.status !== 200) throw new Error(`${target} gave ${answer.status}: ${answer.body.toString()}`);
    return JSON.parse(answer.body.toString());
  }

  close(): void {
    this.#agent.destroy();
  }
}

function withoutConnection(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string' && !CONNECTION_HEADERS.has(name)) kept[name] = value;
  }
  return kept;
}
