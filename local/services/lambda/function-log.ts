import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord, parseJson } from '../../json.ts';

const MAX_BYTES = 20 * 1024 * 1024;

/** Takes the lines that functions write, and Lambda's own reports of failures (JSON lines with level ERROR). */
export interface FunctionLog {
  write(functionName: string, line: string): void;
}

/** A log that is written to a file. */
export interface FunctionLogFile extends FunctionLog {
  /** Resolves once every line is in the file. */
  close(): Promise<void>;
}

export interface FunctionLogOptions {
  /** Called with a summary of each error. */
  readonly onError: (text: string) => void;
  /** A file with more bytes than this is set aside, as `PATH.old`, before anything is added; default: 20 MiB. */
  readonly maxBytes?: number;
}

/**
 * Adds each line to a file, after its function's name. Nothing in it is lost: another system that was started from
 * the same folder may be writing to it.
 */
export function createFunctionLog(
  path: string,
  { onError, maxBytes = MAX_BYTES }: FunctionLogOptions,
): FunctionLogFile {
  mkdirSync(dirname(path), { recursive: true });
  setAside(path, maxBytes);
  // Each line goes to the end, wherever that is by then.
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

/** Renames a file that has grown too large. A system that has it open goes on writing to it. */
function setAside(path: string, maxBytes: number): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= maxBytes) return;
  try {
    renameSync(path, `${path}.old`);
  } catch {
    // Windows cannot rename an open file: it keeps growing until no process has it open.
  }
}

/** Says in short what an ERROR or CRITICAL line in JSON reports; undefined for every other line. */
export function errorText(line: string): string | undefined {
  if (!/"(ERROR|CRITICAL)"/.test(line)) return undefined;
  const record = parseJson(line);
  if (!isRecord(record) || !['ERROR', 'CRITICAL'].includes(String(record['level']))) return undefined;
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
