import type { IncomingMessage } from 'node:http';

/**
 * The whole body of a request; `too-large` as soon as it is known to be longer than `maxBytes`, the rest of it
 * then unread; `gone` if the client went away.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | 'too-large' | 'gone'> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) return Promise.resolve('too-large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const collect = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) return void chunks.push(chunk);
      // The rest is read and discarded, so that the client can read the response.
      request.off('data', collect).resume();
      chunks.length = 0;
      resolve('too-large');
    };
    request.on('data', collect);
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('close', () => resolve('gone'));
    request.on('error', () => resolve('gone'));
  });
}
