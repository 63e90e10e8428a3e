import { UsageError } from './usage-error.ts';

/** The port in the option `--port`, 1 to 65535. @throws UsageError */
export function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 1 && port <= 65_535)) {
    throw new UsageError(`--port must be between 1 and 65535, not "${text}".`);
  }
  return port;
}
