import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SynthesisError, synthesize } from './synthesize.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synthesize-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function anApp(source: string): Promise<string> {
  const app = join(folder, 'app.mjs');
  await writeFile(app, source);
  return app;
}

test("passes the app its output folder, the project's context and the embedded target", async () => {
  const app = await anApp(`
    import { mkdirSync, writeFileSync } from 'node:fs';
    mkdirSync(process.env.CDK_OUTDIR);
    writeFileSync(process.env.CDK_OUTDIR + '/context.json', process.env.CDK_CONTEXT_JSON);`);
  const outDir = join(folder, 'cdk.out');
  expect(await synthesize({ app, outDir })).toBe(outDir);
  const cdkJson = JSON.parse(await readFile(join(import.meta.dirname, '../../cdk.json'), 'utf8'));
  const context = JSON.parse(await readFile(join(outDir, 'context.json'), 'utf8'));
  expect(context).toEqual({ ...cdkJson.context, target: 'embedded' });
});

test('an app that fails throws an error with its output', async () => {
  const app = await anApp('console.error("no such table"); process.exit(3);');
  await expect(synthesize({ app, outDir: folder })).rejects.toThrow(
    new SynthesisError(`${app} exited with code 3.\nno such table`),
  );
});

test('stops the app when aborted', async () => {
  const app = await anApp('setInterval(() => {}, 1000);');
  const stop = new AbortController();
  const running = synthesize({ app, outDir: folder, signal: stop.signal });
  stop.abort();
  await expect(running).rejects.toThrow('aborted');
});
