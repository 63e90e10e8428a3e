import type { Reading, ReadRequest, Unreadable } from '../../../../sales-import/read-and-plan.ts';

/** The largest file that the page reads, in bytes. The command reads larger ones. */
export const MAX_BYTES = 50 * 1024 * 1024;

/** Reads a file in a thread of its own, so that the page goes on. @throws the signal's reason once it is aborted. */
export function readFile(request: ReadRequest, signal: AbortSignal): Promise<Reading | Unreadable> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./read-file.worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<Reading | Unreadable>();
  worker.onmessage = ({ data }: MessageEvent<Answer>) =>
    'read' in data ? resolve(data.read) : reject(new Error(data.failure));
  worker.onerror = () => reject(new Error('The code that reads files could not be loaded.'));
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  worker.postMessage(request);
  return promise.finally(() => worker.terminate());
}

type Answer = { readonly read: Reading | Unreadable } | { readonly failure: string };
