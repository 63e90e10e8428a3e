import { SQSClient } from '@aws-sdk/client-sqs';
import { awsAccessOf, stackPrefixOf } from '../running/aws-access.ts';
import { runOnSystem } from '../running/run-on-system.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { DeadLetters, UnknownLetter } from './dead-letters.ts';
import { findQueues } from './find-queues.ts';
import { detailsOf, listOf, summaryOf } from './texts.ts';

process.exitCode = await runOnSystem(USAGE, readArguments, run, {
  explain: (error) => (error instanceof UnknownLetter ? error.message : undefined),
});

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
