import type { IncomingMessage } from 'node:http';

/** Reads a request's body as UTF-8; undefined when it has more than `limitBytes`. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    // The rest is read and thrown away, so that the sender gets to read the answer.
    if (size <= limitBytes) chunks.push(chunk);
  }
  return size > limitBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}
