import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The capacity that DynamoDB reports for some work. */
export interface ConsumedCapacity {
  /** Read and write capacity units in all. */
  units: number;
  requests: number;
}

interface Answer {
  readonly ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
}

/** Measures what `work` consumes through this client; nothing else may use it at the same time. */
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
