import { gunzipSync } from 'node:zlib';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';

const setAsideSchema = /* @__PURE__ */ z.union([
  z.object({ record: z.looseObject({ dynamodb: z.looseObject({}) }) }),
  z.object({ compressed: z.base64() }),
]);

/** The stream record in a message that was set aside. @throws Error if there is none. */
export function recordIn(body: string): DynamoDBRecord {
  const message = setAsideSchema.parse(JSON.parse(body));
  const record =
    'record' in message
      ? message.record
      : JSON.parse(gunzipSync(Buffer.from(message.compressed, 'base64')).toString());
  return record as DynamoDBRecord;
}
