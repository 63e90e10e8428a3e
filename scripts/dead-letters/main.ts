import { SQSClient } from '@aws-sdk/client-sqs';
import { awsAccessOf, explainAws, stackPrefixOf } from '../running/aws-access.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { DeadLetters, UnknownLetter } from './dead-letters.ts';
import { findQueues } from './find-queues.ts';
import { detailsOf, listOf, summaryOf } from './texts.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let read: Arguments | undefined;
  try {
    read = readArguments(args);
    process.stdout.write(read === undefined ? USAGE : `${await run(read)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) return fail(`${error.message}\n\n${USAGE}`, 2);
    if (error instanceof UnknownLetter) return fail(error.message, 1);
    const explanation = read && explainAws(error, read.place);
    if (explanation === undefined) throw error;
    return fail(explanation, 1);
  }
}

async function run({ action, place, json }: Arguments): Promise<string> {
  const client = new SQSClient({ ...awsAccessOf(place), useQueueUrlAsEndpoint: false });
  const letters = new DeadLetters(client, await findQueues(client, stackPrefixOf(place)));
  const now = Date.now();
  switch (action.kind) {
    case 'list': {
      const items = (await letters.list()).map(({ body: _, ...letter }) => letter);
      return json ? JSON.stringify({ items }) : listOf(items, now);
    }
    case 'show': {
      const letter = await letters.show(action.id);
      return json ? JSON.stringify(letter) : detailsOf(letter, now);
    }
    case 'redrive': {
      const redriven = await letters.redrive(action.ids);
      return json ? JSON.stringify({ redriven }) : summaryOf('Redriven', redriven);
    }
    case 'discard': {
      const discarded = await letters.discard(action.ids);
      return json ? JSON.stringify({ discarded }) : summaryOf('Discarded', discarded);
    }
  }
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}
