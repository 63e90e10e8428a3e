import { vi } from 'vitest';

/**
 * The lines that Lambdas write from now on, parsed, as on AWS; metrics are among them. By default tests are silent, which
 * is read once: import what writes afterwards, and reset the modules when others share them.
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
