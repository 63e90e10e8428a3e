import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect } from 'vitest';
import { EXPECTED_FAILURE } from './expected-failure.ts';
import { systemUnderTest } from './system.ts';

/** How long to wait at the end of a file until the system is idle; other files may still keep it busy. */
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

/** Shortens a function's name to `Catalog-ModifyProduct`, and a table's ARN to `Catalog-ProductSearch`. */
const shortName = (name: string): string =>
  name.replace(/^.*Multidomain-/, '').replace(/[\dA-F]{8}(?=\/|$)/, '');

/** The calls that functions were denied since a position in the log. */
function deniedCalls(since: number): string[] {
  const log = readFileSync(systemUnderTest().logFile).subarray(since).toString();
  const found = log.matchAll(/^(\S+) .*is not authorized to perform: (\S+) on resource: ([^\s"\\]+)/gm);
  const denied = [...found].map(
    ([, name = '', action, on = '']) => `${shortName(name)} may not ${action} on ${shortName(on)}`,
  );
  return [...new Set(denied)];
}

const HOW_TO_GRANT =
  'A function was denied a call. Add the missing grant of a store, such as products.change, where infra/stacks/ declares ' +
  'the function. If it has that grant, add the action to the store in infra/constructs/stores/';

/** Describes a dead letter: its queue and its event. */
function describeLetter({ queue, body }: DeadLetter): string {
  const name = (body as { 'detail-type'?: string } | null)?.['detail-type'] ?? 'a stream record';
  return `${queue}: ${name} ${JSON.stringify(body)}`;
}

let logged = 0;
let known = new Set<string>();

// Only on the embedded runtime, which shows dead letters and denied calls. Requests do not notice failed consumers.
beforeAll(async () => {
  if (systemUnderTest().logFile === '') return;
  logged = statSync(systemUnderTest().logFile).size;
  known = new Set((await deadLetters()).map(({ messageId }) => messageId));
});

afterAll(async () => {
  if (systemUnderTest().logFile === '') return;
  await fetch(`${systemUnderTest().baseUrl}/_local/idle?timeoutMs=${IDLE_MS}`);
  expect(deniedCalls(logged), HOW_TO_GRANT).toEqual([]);
  const unexpected = (await deadLetters()).filter(
    ({ messageId, body }) => !known.has(messageId) && !JSON.stringify(body).includes(EXPECTED_FAILURE),
  );
  expect(
    unexpected.map(describeLetter),
    'Events ended up in dead-letter queues, because a consumer failed (see the log)',
  ).toEqual([]);
});
