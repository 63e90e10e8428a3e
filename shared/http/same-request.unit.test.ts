import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineRoute } from '../../contracts/definition/define-route.ts';
import type { IdempotencyTable } from '../idempotency/idempotency-table.ts';
import { ask } from '../testing/api-event.ts';
import { idSchema } from '../values/ids.ts';
import { lineOfText } from '../values/text.ts';
import { noContent } from './answer.ts';
import { endpoint } from './endpoint.ts';

const body = z.strictObject({
  name: lineOfText(1, 100),
  partId: idSchema,
  price: z.strictObject({ amount: z.int(), currency: z.string() }),
});

interface RequestContent {
  readonly thingId: string;
  readonly fields: z.infer<typeof body>;
}

/** Ways to write the same request. */
interface Style {
  readonly upperCaseIds: boolean;
  readonly reversed: boolean;
  readonly indented: boolean;
  readonly escaped: boolean;
  readonly decomposed: boolean;
  readonly padded: boolean;
  readonly fractions: boolean;
}

const contents: fc.Arbitrary<RequestContent> = fc.record({
  thingId: fc.uuid(),
  fields: fc.record({
    name: fc.constantFrom('Ängström', 'Zoë', 'é', '李雷', 'a b'),
    partId: fc.uuid(),
    price: fc.record({ amount: fc.integer({ min: 0, max: 3 }), currency: fc.constantFrom('EUR', 'USD') }),
  }),
});

const style: fc.Arbitrary<Style> = fc.record({
  upperCaseIds: fc.boolean(),
  reversed: fc.boolean(),
  indented: fc.boolean(),
  escaped: fc.boolean(),
  decomposed: fc.boolean(),
  padded: fc.boolean(),
  fractions: fc.boolean(),
});

const escaped = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

function write({ thingId, fields: { name, partId, price } }: RequestContent, how: Style) {
  const id = (text: string) => (how.upperCaseIds ? text.toUpperCase() : text);
  const inOrder = (fields: object) =>
    Object.fromEntries(how.reversed ? Object.entries(fields).toReversed() : Object.entries(fields));
  const normalized = how.decomposed ? name.normalize('NFD') : name;
  const fields = inOrder({
    name: how.padded ? `  ${normalized} ` : normalized,
    partId: id(partId),
    price: inOrder(price),
  });
  const json = JSON.stringify(fields, null, how.indented ? '\n\t ' : undefined);
  const numbers = how.fractions ? json.replace(/("amount":\s*\d+)/, '$1.0e0') : json;
  return { thingId: id(thingId), body: how.escaped ? escaped(numbers) : numbers };
}

/** The fingerprint that is stored with the answer to a request with a key. */
async function fingerprintOf(
  contract: { readonly body?: typeof body },
  request: { thingId: string; body?: string },
): Promise<string> {
  const taken: string[] = [];
  const idempotency = { take: (_: string, fingerprint: string) => taken.push(fingerprint) };
  const route = defineRoute('ChangeThing', 'POST', '/things/{thingId}', () => ({
    role: 'editor',
    summary: '',
    answer: { status: 204 },
    ...contract,
  }));
  const handler = endpoint(
    route,
    async ({ remember }) => {
      remember(noContent());
      return noContent();
    },
    { idempotency: idempotency as unknown as IdempotencyTable },
  );
  const { thingId, ...sent } = request;
  const answer = await ask(handler, {
    method: 'POST',
    path: `/things/${thingId}`,
    resource: '/things/{thingId}',
    pathParameters: { thingId },
    headers: { 'content-type': 'application/json', 'idempotency-key': 'a-key' },
    ...sent,
  });
  expect(answer).toMatchObject({ status: 204 });
  return taken.join();
}

describe('requests with one idempotency key', () => {
  test('are the same regardless of notation', async () => {
    const property = fc.asyncProperty(contents, style, style, async (what, one, another) => {
      const first = await fingerprintOf({ body }, write(what, one));
      expect(await fingerprintOf({ body }, write(what, another))).toBe(first);
    });
    await fc.assert(property);
  });

  test('are different if their content is different', async () => {
    const property = fc.asyncProperty(contents, contents, style, async (one, another, how) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(another));
      const first = await fingerprintOf({ body }, write(one, how));
      expect(await fingerprintOf({ body }, write(another, how))).not.toBe(first);
    });
    await fc.assert(property);
  });

  test('are the same with an empty body and without one', async () => {
    const [thingId = ''] = fc.sample(fc.uuid(), 1);
    const first = await fingerprintOf({}, { thingId });
    for (const empty of ['{}', ' { } ']) {
      expect(await fingerprintOf({}, { thingId: thingId.toUpperCase(), body: empty })).toBe(first);
    }
  });
});
