import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What DynamoDB says a piece of work cost. */
export interface ConsumedCapacity {
  /** Read and write capacity units in all. */
  units: number;
  requests: number;
}

interface Answer {
  readonly ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
}

/** Counts what `work` consumes through this client, while nothing else uses it. */
export async function consumedBy(
  client: DynamoDBDocumentClient,
  work: () => Promise<unknown>,
): Promise<ConsumedCapacity> {
  const consumed = { units: 0, requests: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const result = await next(args);
      const said = [(result.output as Answer).ConsumedCapacity ?? []].flat();
      consumed.units += said.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      consumed.requests += 1;
      return result;
    },
    { step: 'initialize', name: 'consumedBy', override: true },
  );
  try {
    await work();
  } finally {
    client.middlewareStack.remove('consumedBy');
  }
  return consumed;
}
