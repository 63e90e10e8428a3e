import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * A client that does something else before its first command of a kind, as a concurrent process would between a read
 * and the write that depends on it.
 * @param command the class of the command, such as `TransactWriteCommand`.
 */
export function interrupted(
  client: DynamoDBDocumentClient,
  command: string,
  by: () => Promise<unknown>,
): DynamoDBDocumentClient {
  let pending = true;
  return new Proxy(client, {
    get(target, property) {
      if (property !== 'send') return Reflect.get(target, property);
      return async (sent: { constructor: { name: string } }) => {
        if (pending && sent.constructor.name === command) {
          pending = false;
          await by();
        }
        return target.send(sent as never);
      };
    },
  });
}
