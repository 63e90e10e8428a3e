import { describe, expect, test } from 'vitest';
import { eventually, NonRetryable, recordAnswer } from './eventually.ts';

/** Attempts that get these answers, one after another. Only 202 is a success. */
function attempts(...statuses: number[]) {
  let made = 0;
  const attempt = async () => {
    const status = statuses[made] ?? 0;
    made += 1;
    recordAnswer({ method: 'POST', path: '/purchases', status, body: { detail: `answer ${made}` } });
    expect(status).toBe(202);
    return status;
  };
  return { attempt, made: () => made };
}

describe('eventually', () => {
  test.each([404, 409, 412, 422, 429, 502, 503, 504])('retries after a %i', async (status) => {
    const { attempt, made } = attempts(status, status, 202);
    expect(await eventually(attempt)).toBe(202);
    expect(made()).toBe(3);
  });

  test.each([400, 401, 403, 405, 410, 413, 415, 500])(
    'throws a %i at once, with its body',
    async (status) => {
      const { attempt, made } = attempts(404, status, 202);
      await expect(eventually(attempt)).rejects.toThrow(
        new RegExp(`POST /purchases was answered ${status} .*answer 2`),
      );
      expect(made()).toBe(2);
    },
  );

  test('throws at once if a key was used for another request', async () => {
    let made = 0;
    const attempt = async () => {
      made += 1;
      const body = { type: 'urn:multidomain:problem:idempotency-key-reused' };
      recordAnswer({ method: 'POST', path: '/purchases', status: made < 3 ? 422 : 202, body });
      expect(made).toBe(3);
    };
    await expect(eventually(attempt)).rejects.toThrow('idempotency-key-reused');
    expect(made).toBe(1);
  });

  test('throws NonRetryable at once', async () => {
    let made = 0;
    const attempt = async () => {
      made += 1;
      throw new NonRetryable('invalid answer');
    };
    await expect(eventually(attempt)).rejects.toThrow('invalid answer');
    expect(made).toBe(1);
  });

  test('accepts a final answer if the attempt succeeds', async () => {
    const refused = async () => {
      recordAnswer({ method: 'GET', path: '/customers', status: 400, body: {} });
      return 'as expected';
    };
    expect(await eventually(refused)).toBe('as expected');
  });

  test('considers only the answers of its own attempt', async () => {
    const other = attempts(400, 202);
    const mine = attempts(404, 202);
    await Promise.all([expect(eventually(other.attempt)).rejects.toThrow('400'), eventually(mine.attempt)]);
    expect(mine.made()).toBe(2);
  });
});
