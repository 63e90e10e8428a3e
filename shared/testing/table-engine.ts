import { randomUUID } from 'node:crypto';
import { startEngine } from '../../local/services/dynamodb/engine.ts';

/** What answers as DynamoDB, with tables of its own. */
export interface TableEngine {
  readonly url: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  close(): Promise<void>;
}

/** Whether tables are those of Amazon's DynamoDB Local instead of the engine's: see {@link startTableEngine}. */
export const isDynamoDbLocal = (): boolean => process.env['DYNAMODB_LOCAL_URL'] !== undefined;

/**
 * Starts the engine of the embedded runtime. With `DYNAMODB_LOCAL_URL`, uses Amazon's DynamoDB Local there instead, which keeps
 * the tables of each access key apart.
 */
export async function startTableEngine(): Promise<TableEngine> {
  const url = process.env['DYNAMODB_LOCAL_URL'];
  if (url === undefined) {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const engine = await startEngine();
    return { url: engine.url, credentials, close: () => engine.close() };
  }
  const accessKeyId = randomUUID().replaceAll('-', '');
  return { url, credentials: { accessKeyId, secretAccessKey: 'local' }, async close() {} };
}
