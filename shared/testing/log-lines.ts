import { vi } from 'vitest';

/**
 * The log lines that Lambdas write from now on, parsed; metrics are among them. Tests are silent by default, and that
 * setting is read at import: import the code under test afterwards, and reset modules that others share.
 */
export function logLines(): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  vi.resetModules();
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'INFO');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'a-namespace');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'a-service');
  const note = (text: unknown) => void lines.push(JSON.parse(String(text)));
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(note);
  }
  return lines;
}
