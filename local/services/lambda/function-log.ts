import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Takes the lines that functions write, and Lambda's own reports of failures (JSON lines with level ERROR). */
export interface FunctionLog {
  write(functionName: string, line: string): void;
}

/** A log that ends in a file. */
export interface FunctionLogFile extends FunctionLog {
  /** Resolves once every line is in the file. */
  close(): Promise<void>;
}

/**
 * Writes each line to a file (emptied first), after its function's name; `onError` is told of errors in short.
 */
export function createFunctionLog(path: string, onError: (text: string) => void): FunctionLogFile {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  // Each line goes to the end: another system that was started from here may write to the same file.
  const file = createWriteStream(path, { flags: 'a' });
  file.on('error', (error) => onError(`cannot write ${path}: ${error.message}`));
  return {
    write(functionName, line) {
      file.write(`${functionName} ${line}\n`);
      const text = errorText(line);
      if (text !== undefined) onError(`${functionName}: ${text}`);
    },
    close: () => new Promise((resolve) => file.end(() => resolve())),
  };
}

/** Says in short what an ERROR or CRITICAL line in JSON reports; undefined for every other line. */
export function errorText(line: string): string | undefined {
  if (!/"(ERROR|CRITICAL)"/.test(line)) return undefined;
  const record = parseRecord(line);
  if (record === undefined || !['ERROR', 'CRITICAL'].includes(String(record['level']))) return undefined;
  const error = isRecord(record['error']) ? record['error'] : {};
  const parts = [
    record['message'],
    record['errorType'],
    record['errorMessage'],
    error['name'],
    error['message'],
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(': ');
}

function parseRecord(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
