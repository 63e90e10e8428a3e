import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * A client before whose first command of a kind something else happens: what somebody else does between a read
 * and the write that was decided on it.
 * @param command the class of the command: `TransactWriteCommand`
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
