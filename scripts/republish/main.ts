import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { awsAccessOf, stackPrefixOf } from '../running/aws-access.ts';
import { runOnSystem } from '../running/run-on-system.ts';
import { createProgressBar } from '../terminal/progress-bar.ts';
import { fail } from '../terminal/run-command.ts';
import { stopOnSignals } from '../terminal/stop-on-signals.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { paceOf } from './pace.ts';
import { Positions, positionsFile } from './positions.ts';
import { type Republished, republishAll, republishIds } from './republish.ts';

const stop = stopOnSignals();
process.exitCode = await runOnSystem(USAGE, readArguments, run, { stop });

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
    : fail(
        `${failed} could not be published. npm run dead-letters -- list shows them, and the publisher's log why. Once that is fixed, redrive them.`,
        1,
      );
}

function rowsOf(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'}`;
}
