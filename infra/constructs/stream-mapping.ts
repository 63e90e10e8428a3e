import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';

/** Retries until a record leaves the stream, a day after the change. */
const UNTIL_IT_EXPIRES = -1;

/**
 * The stream of a table, for a function that must miss none of its records. DynamoDB allows two such readers of a stream.
 * @param perShard how many batches of a shard are handled at the same time, 1 to 10; those of one item stay in order.
 */
export const streamOf = (table: Table, perShard: number): DynamoEventSource =>
  new DynamoEventSource(table as ITable, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    reportBatchItemFailures: true,
    parallelizationFactor: perShard,
    retryAttempts: UNTIL_IT_EXPIRES,
    // A record that makes the function crash must not hold up those before it.
    bisectBatchOnError: true,
  });
