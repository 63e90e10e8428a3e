import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { awsAccessOf, explainAws, stackPrefixOf } from '../running/aws-access.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';
import { stopOnSignals } from '../terminal/stop-on-signals.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { paceOf } from './pace.ts';
import { Positions, positionsFile } from './positions.ts';
import { type Republished, republishAll, republishIds } from './republish.ts';

const stop = stopOnSignals();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let read: Arguments | undefined;
  try {
    read = readArguments(args);
    if (read !== undefined) return await run(read);
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return fail('Stopped. Run the same command again to continue.', stop.exitCode);
    if (error instanceof UsageError) return fail(`${error.message}\n\n${USAGE}`, 2);
    const explanation = read && explainAws(error, read.place);
    if (explanation === undefined) throw error;
    return fail(explanation, 1);
  }
}

async function run({ place, service, id, rate, fromStart }: Arguments): Promise<number> {
  const access = awsAccessOf(place);
  const options = {
    dynamodb: new DynamoDBClient(access),
    // A queue's URL names AWS's host, wherever the queue is.
    sqs: new SQSClient({ ...access, useQueueUrlAsEndpoint: false }),
    prefix: stackPrefixOf(place),
    service,
    progress: createProgressBar(process.stdout),
    pace: paceOf(rate, stop.signal),
    signal: stop.signal,
    say: (line: string) => process.stdout.write(`${line}\n`),
  };
  if (id !== undefined) return report(await republishIds(options, [id]), id);
  const positions = new Positions(positionsFile(place, 'republish'), Date.now());
  if (fromStart) positions.forget();
  return report(await republishAll(options, positions));
}

function report({ rows, failed }: Republished, id?: string): number {
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  if (id !== undefined && all === 0) return fail(`There is no row with the id ${id}.`, 1);
  const parts = Object.entries(rows).map(([table, count]) => `${count} of ${table}`);
  process.stdout.write(`Published ${rowsOf(all - failed)} again (${parts.join(', ') || 'none'}).\n`);
  return failed === 0
    ? 0
    : fail(`${failed} could not be published. npm run dead-letters -- list shows why.`, 1);
}

function rowsOf(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'}`;
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}
