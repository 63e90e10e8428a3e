import { describe, expect, test } from 'vitest';
import { eventually, Hopeless, noteAnswer } from './eventually.ts';

/** Attempts that are answered with these, one after the other; each but the last fails. */
function attempts(...statuses: number[]) {
  let made = 0;
  const attempt = async () => {
    const status = statuses[made] ?? 0;
    made += 1;
    noteAnswer({ method: 'POST', path: '/purchases', status, body: { detail: `the ${made}. answer` } });
    expect(status).toBe(202);
    return status;
  };
  return { attempt, made: () => made };
}

describe('waiting', () => {
  test.each([404, 409, 412, 422, 429, 502, 503, 504])(
    'goes on while the answer is %i: it can become right',
    async (status) => {
      const { attempt, made } = attempts(status, status, 202);
      expect(await eventually(attempt)).toBe(202);
      expect(made()).toBe(3);
    },
  );

  test.each([400, 401, 403, 405, 410, 413, 415, 500])(
    'ends at once with the words of a %i',
    async (status) => {
      const { attempt, made } = attempts(404, status, 202);
      await expect(eventually(attempt)).rejects.toThrow(
        new RegExp(`POST /purchases was answered ${status} .*the 2\\. answer`),
      );
      expect(made()).toBe(2);
    },
  );

  test('ends at once when a key was used for another request', async () => {
    let made = 0;
    const attempt = async () => {
      made += 1;
      const body = { type: 'urn:multidomain:problem:idempotency-key-reused' };
      noteAnswer({ method: 'POST', path: '/purchases', status: made < 3 ? 422 : 202, body });
      expect(made).toBe(3);
    };
    await expect(eventually(attempt)).rejects.toThrow('idempotency-key-reused');
    expect(made).toBe(1);
  });

  test('ends at once when what it met is hopeless in itself', async () => {
    let made = 0;
    const attempt = async () => {
      made += 1;
      throw new Hopeless('no such form');
    };
    await expect(eventually(attempt)).rejects.toThrow('no such form');
    expect(made).toBe(1);
  });

  test('does not mind a final answer that was expected', async () => {
    const refused = async () => {
      noteAnswer({ method: 'GET', path: '/customers', status: 400, body: {} });
      return 'as expected';
    };
    expect(await eventually(refused)).toBe('as expected');
  });

  test('looks at the answers of its own attempt alone', async () => {
    const other = attempts(400, 202);
    const mine = attempts(404, 202);
    await Promise.all([expect(eventually(other.attempt)).rejects.toThrow('400'), eventually(mine.attempt)]);
    expect(mine.made()).toBe(2);
  });
});
