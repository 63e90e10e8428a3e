import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { handlersBuild } from '../../infra/bundling/bundle-handlers.ts';
import { loadSystem } from '../../local/template/load-system.ts';
import { currentAssembly } from '../../scripts/start/assembly/kept-assemblies.ts';
import { type Benchmark, median, type Row } from '../row.ts';
import { AwsStub } from './aws-stub.ts';
import { firstEvent } from './first-event.ts';

const ROUNDS = 5;
const ROOT = join(import.meta.dirname, '../..');
const BARE = 'bare client';
const run = promisify(execFile);

/** What a cold start costs the processor: to load a bundle in a new process, and to answer the first event. */
export const coldStart: Benchmark = {
  title:
    'CPU time until the first event is answered, of each function in a new process; a bare DynamoDB client beside it',
  run: measure,
};

interface Subject {
  readonly name: string;
  readonly bundle: string;
  readonly event: unknown;
  readonly environment: Readonly<Record<string, string>>;
}

async function measure(progress: (done: string) => void): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const stub = await AwsStub.start();
  try {
    const bare = { name: BARE, bundle: bareClient(folder), event: {}, environment: {} };
    const subjects = await callingSubjects(stub);
    progress(`${subjects.length} functions call AWS in their first event`);
    const times = new Map<string, number[]>([bare, ...subjects].map(({ name }) => [name, []]));
    // Round by round, so that what else happens on the machine affects all alike.
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const subject of [bare, ...subjects]) times.get(subject.name)?.push(await cpuTime(subject, stub));
      progress(`round ${round} of ${ROUNDS}`);
    }
    return rowsOf(bare, subjects, times);
  } finally {
    await stub.close();
    rmSync(folder, { recursive: true });
  }
}

function rowsOf(bare: Subject, subjects: readonly Subject[], times: ReadonlyMap<string, number[]>): Row[] {
  const floors = times.get(bare.name) ?? [];
  const ratios = subjects.map(({ name, bundle }) => ({
    name,
    ratio: median((times.get(name) ?? []).map((time, round) => time / (floors[round] ?? 0))),
    kilobytes: statSync(bundle).size / 1024,
  }));
  const all = ratios.map(({ ratio }) => ratio);
  return [
    { name: 'cold start: bare client', value: median(floors), unit: 'ms CPU' },
    {
      name: 'cold start: median of all bundles',
      value: median(all),
      unit: 'x bare client',
      mark: { atMost: 1.15 },
    },
    {
      name: 'cold start: worst of all bundles',
      value: Math.max(...all),
      unit: 'x bare client',
      mark: { atMost: 1.25 },
    },
    ...ratios.flatMap(({ name, ratio, kilobytes }) => [
      { name: `cold start: ${name}`, value: ratio, unit: 'x bare client' },
      { name: `bundle: ${name}`, value: kilobytes, unit: 'KB' },
    ]),
  ];
}

/** A function that reads one item, as short as it can be written, bundled like the others. */
function bareClient(folder: string): string {
  const source = `
    import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
    import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
    export const handler = () => client.send(new GetCommand({ TableName: 'things', Key: { id: '1' } }));`;
  const { entryPoints: _, inject: __, alias, ...build } = handlersBuild(ROOT);
  const { outputFiles } = buildSync({
    ...build,
    // Only what keeps other credentials out, not what replaces parts of Node: the floor is what anybody would write.
    alias: Object.fromEntries(Object.entries(alias).filter(([name]) => !name.startsWith('node:'))),
    stdin: { contents: source, resolveDir: ROOT },
    outdir: folder,
    write: false,
    minify: true,
    sourcemap: false,
  });
  const bundle = join(folder, 'bare.mjs');
  writeFileSync(bundle, outputFiles[0]?.contents ?? '');
  return bundle;
}

/** The functions of the template whose first event makes them call AWS; few do not, such as the answer to unknown routes. */
async function callingSubjects(stub: AwsStub): Promise<Subject[]> {
  const system = loadSystem(await currentAssembly());
  const calling: Subject[] = [];
  for (const spec of system.functions) {
    const subject = {
      name: spec.name.replace(/^Multidomain-/, '').replace(/[0-9A-F]{8}$/, ''),
      bundle: join(spec.codePath, 'index.mjs'),
      event: firstEvent(system, spec),
      environment: spec.environment,
    };
    const before = stub.calls;
    await cpuTime(subject, stub);
    if (stub.calls > before) calling.push(subject);
  }
  return calling;
}

/** User and system time of a process that loads a bundle and answers one event, in milliseconds. */
async function cpuTime({ bundle, event, environment }: Subject, stub: AwsStub): Promise<number> {
  const program = join(import.meta.dirname, 'first-call.mjs');
  const { stdout } = await run(process.execPath, [program, bundle, JSON.stringify(event)], {
    env: {
      PATH: process.env['PATH'] ?? '',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL: stub.url,
      ...environment,
    },
  });
  return Number(stdout.slice(stdout.lastIndexOf('\n') + 1));
}
