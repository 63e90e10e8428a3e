import { format } from 'node:util';
import { vi } from 'vitest';

/** Returns what this process has printed since the call: with the console, and on stdout and stderr. */
export function capturePrinted(): () => string {
  const parts: string[] = [];
  for (const method of ['debug', 'error', 'info', 'log', 'warn'] as const) {
    const print = console[method];
    vi.spyOn(console, method).mockImplementation((...values) => {
      parts.push(format(...values));
      print(...values);
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...values: unknown[]) => boolean;
    vi.spyOn(stream, 'write').mockImplementation((...values: unknown[]) => {
      parts.push(String(values[0]));
      return write(...values);
    });
  }
  return () => parts.join('\n');
}
