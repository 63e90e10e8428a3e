import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { PROJECT_FOLDER } from './project-folder.ts';

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

export interface SynthesizeOptions {
  /** The CDK app; default `infra/app.ts`. */
  readonly app?: string;
  /** Where to write the templates and assets. */
  readonly outDir: string;
  /** The project's folder, with its `cdk.json`. Default: this one. */
  readonly root?: string;
  /** Added to the context of `cdk.json`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Stops the app when aborted. */
  readonly signal?: AbortSignal;
}

/** The CDK app failed; the message is its output. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

/** Runs the CDK app for the embedded target, and returns its output folder. @throws SynthesisError */
export async function synthesize(options: SynthesizeOptions): Promise<string> {
  const { app = 'infra/app.ts', outDir, root = PROJECT_FOLDER, signal } = options;
  const assemblyDir = resolve(root, outDir);
  const { context } = cdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  const child = spawn(process.execPath, [app], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: assemblyDir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...options.context, target: 'embedded' }),
    },
    ...(signal === undefined ? {} : { signal }),
  });
  const [stdout, stderr, [code, exitSignal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code === 0) return assemblyDir;
  const output = [stderr, stdout].map((part) => part.trim()).filter((part) => part !== '');
  throw new SynthesisError(`${app} exited with ${exitSignal ?? `code ${code}`}.\n${output.join('\n')}`);
}
