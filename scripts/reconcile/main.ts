import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import {
  type Found,
  idsToRepublish,
  lasting,
  reconcile,
} from '../../functions/operations/comparison/reconcile.ts';
import { openSystem } from '../rebuild/open-system.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import { Overtaken } from '../rebuild/recount.ts';
import { paceOf } from '../republish/pace.ts';
import { republishIds } from '../republish/republish.ts';
import { awsAccessOf, stackPrefixOf } from '../running/aws-access.ts';
import { openRows } from '../running/open-rows.ts';
import { PLACE_USAGE, type Place, placeFrom, placeOptions } from '../running/place.ts';
import { runOnSystem } from '../running/run-on-system.ts';
import { parseOptions } from '../terminal/parse-options.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';

const USAGE = `Usage: npm run reconcile -- [options]

Compares what services keep of each other with its owners: replicas, reservations, projections, rankings, counters and search
rows. Prints each difference. The exit code is 1 if there is any, 0 if all agree. It may run while the system does.

  --repair             publish what differs again, rebuild what then still does, and compare it again
  --json               print JSON, for programs
${PLACE_USAGE}
  --help               show this help
`;

process.exitCode = await runOnSystem(
  USAGE,
  readArguments,
  async ({ place, repair, json }) => report(await run(place, repair), json),
  {
    // 1 says that tables differ.
    failureCode: 2,
    explain: (error) => (error instanceof Overtaken ? error.message : undefined),
  },
);

function readArguments(args: readonly string[]) {
  const { values } = parseOptions({
    args: [...args],
    options: {
      ...placeOptions,
      repair: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values.help ? undefined : { ...values, place: placeFrom(values) };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function run(place: Place, repair: boolean): Promise<Found[]> {
  const dynamodb = new DynamoDBClient(awsAccessOf(place));
  const rows = await openRows(dynamodb, stackPrefixOf(place));
  const found = await reconcile(rows, say);
  if (!repair || found.length === 0) return found;
  const left = (await publishAgain(place, dynamodb, found)) ? await lasting(rows, found) : found;
  return (await rebuildAgain(place, left)) ? lasting(rows, left) : left;
}

/** Publishes again what may differ because events were lost. @returns whether there was any. */
async function publishAgain(
  place: Place,
  dynamodb: DynamoDBClient,
  found: readonly Found[],
): Promise<boolean> {
  const ids = idsToRepublish(found);
  if (ids.length === 0) return false;
  say(`Publishing ${counted(ids.length, 'row')} again, because of ${counted(found.length, 'difference')}.`);
  const { signal } = new AbortController();
  await republishIds(
    {
      dynamodb,
      // A queue's URL names AWS's host, wherever the queue is.
      sqs: new SQSClient({ ...awsAccessOf(place), useQueueUrlAsEndpoint: false }),
      prefix: stackPrefixOf(place),
      progress: createProgressBar(process.stderr),
      pace: paceOf(100, signal),
      signal,
      say,
    },
    ids,
  );
  await pause(1_000);
  return true;
}

/** Rebuilds what events did not repair. @returns whether there was any. */
async function rebuildAgain(place: Place, found: readonly Found[]): Promise<boolean> {
  const names = [...new Set(found.flatMap(({ check }) => check.rebuiltAs ?? []))];
  if (names.length === 0) return false;
  say(`Rebuilding ${names.join(', ')}.`);
  const { positions: _, ...system } = await openSystem(place);
  const { signal } = new AbortController();
  const progress = createProgressBar(process.stderr);
  await rebuild({ ...system, progress, pace: paceOf(1_000, signal), signal, say }, names);
  return true;
}

function report(found: readonly Found[], json: boolean): number {
  const differences = found.map(({ check, text }) => ({ where: check.name, text }));
  if (json) {
    process.stdout.write(`${JSON.stringify({ differences })}\n`);
  } else {
    for (const { where, text } of differences) process.stdout.write(`${where}: ${text}\n`);
    process.stdout.write(found.length === 0 ? 'All agree.\n' : `${counted(found.length, 'difference')}.\n`);
  }
  return found.length === 0 ? 0 : 1;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
