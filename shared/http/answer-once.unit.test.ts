import { beforeEach, describe, expect, test } from 'vitest';
import { GuardFailed } from '../dynamodb/commit.ts';
import type { IdempotencyTable, RememberedAnswer, Remembering } from '../idempotency/idempotency-table.ts';
import { Refusal } from '../refusals/refusal.ts';
import { NOW } from '../testing/fixed.ts';
import { ok as answered, resultOf } from './answer.ts';
import { answerOnce } from './answer-once.ts';
import { fingerprintOf } from './fingerprint.ts';

const ok = (body: object) => resultOf(answered(body));

const aRequest = (changes: object = {}) => ({
  method: 'POST',
  resource: '/boxes/{boxId}/things',
  path: { boxId: '1' },
  query: {},
  body: { name: 'x' },
  ...changes,
});

/** Keeps answers in memory; `take` gives a write that the fake transaction below applies. */
class AnswersInMemory {
  readonly answers = new Map<string, RememberedAnswer | 'erased'>();

  async find(key: string) {
    return this.answers.get(key);
  }

  take(key: string, fingerprint: string, answer: RememberedAnswer['answer']): Remembering {
    const Item = { key, fingerprint, answer };
    return [{ guard: 'idempotency-key', write: { Put: { TableName: 'answers', Item } } }];
  }

  /** Applies the writes of {@link take} unless their key is taken. */
  commit(writes: Remembering) {
    for (const entry of writes) {
      const { write } = entry as { write: { Put: { Item: unknown } } };
      const { key, ...answer } = write.Put.Item as RememberedAnswer & { key: string };
      if (this.answers.has(key)) throw new GuardFailed(['idempotency-key']);
      this.answers.set(key, answer);
    }
  }
}

let table: AnswersInMemory;
let done: number;
beforeEach(() => {
  table = new AnswersInMemory();
  done = 0;
});

/** Sends a request with a key. Its work counts how often it was done. */
const send = (key: string, request = aRequest()) =>
  answerOnce(table as unknown as IdempotencyTable, key, request, NOW, async (remember) => {
    const answer = ok({ done: done + 1 });
    table.commit(remember(answer));
    done += 1;
    return answer;
  });

describe('a request with an idempotency key', () => {
  test('is done once, and gets the first answer if repeated', async () => {
    const first = await send('a-key');
    expect(await send('a-key')).toEqual(first);
    expect(done).toBe(1);
  });

  test('is done once for each key', async () => {
    await send('a-key');
    expect((await send('another-key')).body).toBe('{"done":2}');
  });

  test.each([
    { body: { name: 'y' } },
    { body: undefined },
    { resource: '/boxes/{boxId}/others' },
    { path: { boxId: '2' } },
    { query: { dry: true } },
    { method: 'PUT' },
  ])('is refused if the key was used for another request (%j)', async (changes) => {
    await send('a-key');
    await expect(send('a-key', aRequest(changes))).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(done).toBe(1);
  });

  test('gets the answer of a concurrent request that was faster', async () => {
    const quick = ok({ done: 'by another' });
    const answer = await answerOnce(
      table as unknown as IdempotencyTable,
      'a-key',
      aRequest(),
      NOW,
      async (remember) => {
        table.commit(table.take('a-key', fingerprintOf(aRequest()), quick));
        table.commit(remember(ok({ done: 'too late' })));
        return ok({});
      },
    );
    expect(answer).toEqual(quick);
  });

  test('gets the first answer even if it would be refused by now', async () => {
    const first = await send('a-key');
    const refuse = async () => {
      throw new Refusal('not-found', 'Removed meanwhile.');
    };
    const again = answerOnce(table as unknown as IdempotencyTable, 'a-key', aRequest(), NOW, refuse);
    expect(await again).toEqual(first);
  });

  test.each([aRequest(), aRequest({ body: { name: 'y' } })])(
    'is refused as gone if the answer was erased',
    async (request) => {
      await send('a-key');
      table.answers.set('a-key', 'erased');
      await expect(send('a-key', request)).rejects.toMatchObject({ code: 'gone' });
      expect(done).toBe(1);
    },
  );

  test('fails with its own error, whatever the key was used for', async () => {
    await send('a-key');
    const failure = new Error('down');
    const fail = async () => {
      throw failure;
    };
    const again = answerOnce(table as unknown as IdempotencyTable, 'a-key', aRequest(), NOW, fail);
    await expect(again).rejects.toBe(failure);
  });

  test('can be repeated after a refusal', async () => {
    const refusal = new Refusal('unknown-customer', 'Not heard of yet.');
    const refused = answerOnce(table as unknown as IdempotencyTable, 'a-key', aRequest(), NOW, async () => {
      throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
    expect((await send('a-key')).body).toBe('{"done":1}');
  });

  test.each(['', 'two words', 'ümlaut', 'x'.repeat(256)])('is refused if the key is %j', async (key) => {
    await expect(send(key)).rejects.toMatchObject({ code: 'invalid-request' });
    expect(done).toBe(0);
  });
});
