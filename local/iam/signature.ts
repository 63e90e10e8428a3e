import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';

/** A signature, and what it is said to be made with. */
export interface SignedClaim {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  /** The signing name of the service that is called: `dynamodb`, `events`. */
  readonly service: string;
  readonly signedAt: Date;
  /** In lower case. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

/** A request as received. */
export interface ReceivedRequest {
  readonly method: string;
  /** With the query, as in the request line. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Whether a request is the one that was signed: it is signed once more, and the signatures compared. */
export async function signatureMatches(claim: SignedClaim, request: ReceivedRequest): Promise<boolean> {
  const { headers, body } = request;
  const bodyHash = headers['x-amz-content-sha256'];
  if (bodyHash !== undefined && bodyHash !== createHash('sha256').update(body).digest('hex')) return false;
  const url = URL.parse(request.target, 'http://localhost');
  if (url === null) return false;
  const { pathname, searchParams } = url;
  const signed = claim.signedHeaders.map((name) => [name, String(headers[name] ?? '')]);
  const signer = new SignatureV4({
    credentials: claim,
    region: claim.region,
    service: claim.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const again = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: 'localhost',
      path: pathname,
      query: Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)])),
      headers: Object.fromEntries(signed),
      body,
    },
    { signingDate: claim.signedAt, signableHeaders: new Set(claim.signedHeaders) },
  );
  const signature = /Signature=(?<hex>[0-9a-f]{64})$/.exec(again.headers['authorization'] ?? '')?.groups?.[
    'hex'
  ];
  return signature !== undefined && timingSafeEqual(Buffer.from(signature), Buffer.from(claim.signature));
}

/** Node's SHA-256, keyed or not, as the signer takes it. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('A hash here is used once');
  }
}

function bytes(secret: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof secret === 'string') return secret;
  return ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
}
