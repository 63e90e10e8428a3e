import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';

// Ten, V8's own limit, end within the SDK when a table refuses a call.
Error.stackTraceLimit = 50;

/**
 * Part of every bundle: makes stacks name the function, file and line of the TypeScript source. The map beside the
 * bundle is read when somebody first looks at a stack, so that a cold start does not pay for it (Node's own
 * `--enable-source-maps` reads it when the bundle is loaded).
 */
Error.prepareStackTrace = (error, callSites) => {
  const lines = [headOf(error), ...callSites.map((callSite) => `    at ${describe(callSite)}`)];
  return lines.join('\n');
};

interface Sources {
  readonly map: SourceMap;
  /** The bundle's lines. */
  readonly lines: readonly string[];
}

/** By the URL of the bundle's file: a bundle for development has several. */
const known = new Map<string, Sources>();

function sourcesOf(file: string): Sources {
  const text = (url: string) => readFileSync(new URL(url), 'utf8');
  const sources = known.get(file) ?? {
    map: new SourceMap(JSON.parse(text(`${file}.map`))),
    lines: text(file).split('\n'),
  };
  known.set(file, sources);
  return sources;
}

function describe(callSite: NodeJS.CallSite): string {
  const file = callSite.getFileName();
  if (!file?.startsWith('file:')) return String(callSite);
  try {
    return inSource(callSite, sourcesOf(file)) ?? String(callSite);
  } catch {
    // There is no map: the file is none of the bundle's.
    return String(callSite);
  }
}

function inSource(callSite: NodeJS.CallSite, sources: Sources): string | undefined {
  const [line, column] = [callSite.getLineNumber() ?? 1, callSite.getColumnNumber() ?? 1];
  const entry = sources.map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry)) return undefined;
  const file = entry.originalSource.replace(/^(\.\.\/)+/, '');
  const place = `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  const name = nameOf(callSite as CallSite, sources);
  const kind = callSite.isAsync() ? 'async ' : callSite.isConstructor() ? 'new ' : '';
  return `${kind}${name === null ? place : `${name} (${place})`}`;
}

/** The function's name in the source; that of the bundle where the map has none: methods keep theirs. */
function nameOf(callSite: CallSite, { map, lines }: Sources): string | null {
  const name = callSite.getFunctionName();
  const lineNumber = callSite.getEnclosingLineNumber?.() ?? 1;
  const start = (callSite.getEnclosingColumnNumber?.() ?? 1) - 1;
  const line = lines[lineNumber - 1];
  if (name === null || line === undefined) return name;
  for (const before of ['function ', 'async function ', 'class ']) {
    if (line.startsWith(`${before}${name}`, start)) return nameAt(start + before.length) ?? name;
  }
  const assigned = start - `${name}=`.length;
  return line.startsWith(`${name}=`, assigned) ? (nameAt(assigned) ?? name) : name;

  function nameAt(column: number): string | undefined {
    const entry: Named | object = map.findEntry(lineNumber - 1, column);
    return 'name' in entry ? entry.name : undefined;
  }
}

function headOf(error: Error): string {
  try {
    return String(error);
  } catch {
    return 'Error';
  }
}

/** An entry as it is: the types leave the name out. */
type Named = SourceMapping & { readonly name?: string };

/** With what V8 has, and the types leave out: where the function begins that a call site lies in. */
type CallSite = NodeJS.CallSite & {
  getEnclosingLineNumber?(): number;
  getEnclosingColumnNumber?(): number;
};
