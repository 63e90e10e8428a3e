import { setImmediate } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Decides what happens before one of several queries that are sent at once. */
export interface Interleaving {
  /** The index of the query to answer next. @param waiting the number of waiting queries, at least 1. */
  next(waiting: number): number;
  /** Concurrent writes before that query. */
  change(): Promise<unknown>;
}

/**
 * Runs `work` with concurrent writes between the queries that it sends through this client. Queries are answered one
 * after the other, in any order that is possible with DynamoDB.
 */
export async function betweenQueries<Result>(
  client: DynamoDBDocumentClient,
  interleaving: Interleaving,
  work: () => Promise<Result>,
): Promise<Result> {
  const waiting: (() => Promise<unknown>)[] = [];
  let answering: Promise<void> | undefined;
  const answerAll = async () => {
    // Let all queries that are sent at once arrive.
    await setImmediate();
    while (waiting.length > 0) {
      const [answer] = waiting.splice(interleaving.next(waiting.length), 1);
      await interleaving.change();
      await answer?.();
    }
    answering = undefined;
  };
  client.middlewareStack.add(
    (next) => (args) => {
      if (!('KeyConditionExpression' in args.input)) return next(args);
      return new Promise((resolve, reject) => {
        waiting.push(() => next(args).then(resolve, reject));
        answering ??= answerAll();
        answering.catch(reject);
      });
    },
    { step: 'initialize', name: 'betweenQueries', override: true },
  );
  try {
    return await work();
  } finally {
    client.middlewareStack.remove('betweenQueries');
  }
}
