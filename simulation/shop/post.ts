import { isDeepStrictEqual } from 'node:util';
import { isProblem } from '../../client/errors.ts';
import type { Random } from '../random.ts';
import { must } from '../violation.ts';
import type { World } from '../world/world.ts';
import { persist } from './api.ts';

/**
 * A POST, repeated with the same key until there is an answer; sometimes once more, to see that it is the same, and
 * sometimes with the same key for something else, to see that it is refused.
 */
export async function post<T>(
  world: World,
  random: Random,
  request: (idempotencyKey: string, change: boolean) => Promise<T>,
  key: string = crypto.randomUUID(),
): Promise<T> {
  const again = random.chance(0.2);
  const answer = await persist(world, () => request(key, false));
  if (!again) return answer;
  const change = random.chance(0.3);
  try {
    const second = await persist(world, () => request(key, change));
    must(
      !change && isDeepStrictEqual(second, answer),
      'a key has one answer',
      () => `${JSON.stringify(answer)}, then ${change ? 'for something else ' : ''}${JSON.stringify(second)}`,
    );
  } catch (error) {
    const isExpected = change ? isProblem(error, 'idempotency-key-reused', 'gone') : isProblem(error, 'gone');
    if (!isExpected) throw error;
  }
  return answer;
}
