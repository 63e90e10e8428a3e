import { contentionRefusal } from '../refusals/contention-refusal.ts';
import { isContention } from '../retries/contention.ts';
import { retry } from '../retries/retry.ts';

/** DynamoDB answered a batch without some of its keys. */
export class KeysUnread extends Error {
  override readonly name = 'KeysUnread';
}

/**
 * Sends a request again while DynamoDB refuses it for contention. The request must be safe to repeat: an error of
 * the server does not say whether it was carried out.
 * @throws Refusal `concurrent-change` or `overloaded` when it never gets through; any other error at once.
 */
export async function throughContention<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await retry(send, { when: isContention, firstMs: 40 });
  } catch (error) {
    throw contentionRefusal(error) ?? error;
  }
}
