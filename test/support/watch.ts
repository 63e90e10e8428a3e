import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect } from 'vitest';
import { systemUnderTest } from './system.ts';
import { WANTED_FAILURE } from './wanted-failure.ts';

/** What is under way when a file ends is waited for so long; other files may be running still. */
const IDLE_MS = 20_000;

interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  readonly body: unknown;
}

const deadLetters = async (): Promise<readonly DeadLetter[]> => {
  const answer = await fetch(`${systemUnderTest().baseUrl}/_local/dead-letters`);
  return ((await answer.json()) as { items: DeadLetter[] }).items;
};

/** `Catalog-ModifyProduct` of a function's name, `Catalog-ProductSearch` of a table's ARN. */
const shortName = (name: string): string =>
  name.replace(/^.*Multidomain-/, '').replace(/[\dA-F]{8}(?=\/|$)/, '');

/** The functions that were refused something since a place in the log, each with what it lacks. */
function refusals(since: number): string[] {
  const log = readFileSync(systemUnderTest().logFile).subarray(since).toString();
  const found = log.matchAll(/^(\S+) .*is not authorized to perform: (\S+) on resource: ([^\s"\\]+)/gm);
  const lacking = [...found].map(
    ([, name = '', action, on = '']) => `${shortName(name)} may not ${action} on ${shortName(on)}`,
  );
  return [...new Set(lacking)];
}

const HOW_TO_GRANT =
  'A function was denied a call. Add the missing grant of a store, such as products.change, where infra/stacks/ declares ' +
  'the function. If it has that grant, add the action to the store in infra/constructs/stores/';

/** An event that nobody handled: where it lies, and what it is. */
function lost({ queue, body }: DeadLetter): string {
  const name = (body as { 'detail-type'?: string } | null)?.['detail-type'] ?? 'a stream record';
  return `${queue}: ${name} ${JSON.stringify(body)}`;
}

let logged = 0;
let known = new Set<string>();

// The embedded runtime alone tells what was lost and refused: no request ever sees that a consumer fails.
beforeAll(async () => {
  if (systemUnderTest().logFile === '') return;
  logged = statSync(systemUnderTest().logFile).size;
  known = new Set((await deadLetters()).map(({ messageId }) => messageId));
});

afterAll(async () => {
  if (systemUnderTest().logFile === '') return;
  await fetch(`${systemUnderTest().baseUrl}/_local/idle?timeoutMs=${IDLE_MS}`);
  expect(refusals(logged), HOW_TO_GRANT).toEqual([]);
  const unwanted = (await deadLetters()).filter(
    ({ messageId, body }) => !known.has(messageId) && !JSON.stringify(body).includes(WANTED_FAILURE),
  );
  expect(unwanted.map(lost), 'Events ended in dead-letter queues').toEqual([]);
});
