import { contentionRefusal } from '../refusals/contention-refusal.ts';
import { isContention } from '../retries/contention.ts';
import { retry } from '../retries/retry.ts';

/** DynamoDB left some keys of a batch unprocessed. */
export class KeysUnread extends Error {
  override readonly name = 'KeysUnread';
}

/** DynamoDB left some writes of a batch unprocessed. */
export class ItemsUnwritten extends Error {
  override readonly name = 'ItemsUnwritten';
}

/**
 * Retries a request on conflicts and throttling. It must be idempotent: after a server error it is unknown whether it
 * was applied.
 * @throws Refusal `concurrent-change` or `overloaded` if every attempt fails; any other error at once.
 */
export async function throughContention<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await retry(send, { when: isContention, firstMs: 40 });
  } catch (error) {
    throw contentionRefusal(error) ?? error;
  }
}
