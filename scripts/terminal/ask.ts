import { createInterface } from 'node:readline/promises';

/**
 * Asks the person at the terminal; undefined if they end the input (Ctrl-D). Ctrl-C is a SIGINT, as at any other time.
 * @throws the signal's abort reason.
 */
export async function ask(question: string, signal?: AbortSignal): Promise<string | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await terminal.question(question, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Error && error.name === 'AbortError') return undefined;
    throw error;
  } finally {
    terminal.close();
  }
}
