import { expect, test, vi } from 'vitest';
import { ApiProblem, ApiUnreachable } from '../../client/errors.ts';
import { NoAnswer, untilAnswered } from './until-answered.ts';

const { signal } = new AbortController();
const crashed = new ApiProblem({ status: 502, code: 'bad-gateway', detail: 'a worker has ended' });
const refused = new ApiProblem({ status: 404, code: 'not-found', detail: 'there is none' });

test('a request is repeated while the system is down or fails, until it is answered', async () => {
  const failures = [new ApiUnreachable('nobody answers'), crashed, new TypeError('fetch failed')];
  const ask = async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    return 'answered';
  };
  expect(await untilAnswered(ask, signal)).toBe('answered');
});

test('a refusal is an answer', async () => {
  const ask = vi.fn(async () => Promise.reject(refused));
  await expect(untilAnswered(ask, signal)).rejects.toBe(refused);
  expect(ask).toHaveBeenCalledOnce();
});

test('after two minutes without an answer, the system counts as lost', async () => {
  const times = [0, 120_001];
  vi.spyOn(performance, 'now').mockImplementation(() => times.shift() ?? 120_001);
  await expect(untilAnswered(async () => Promise.reject(crashed), signal)).rejects.toThrow(NoAnswer);
});

test('it can be stopped while nobody answers', async () => {
  const stop = new AbortController();
  const answer = untilAnswered(async () => Promise.reject(crashed), stop.signal);
  stop.abort(new Error('enough'));
  await expect(answer).rejects.toThrow();
});
