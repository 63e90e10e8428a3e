import { gzipSync } from 'node:zlib';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { tableOf } from '../dynamodb/stream-image.ts';

/** A record above this size is compressed. Every target takes a message of this size. */
const MAX_PLAIN_BYTES = 200 * 1024;
/** SQS's own limit, less room for the other fields. */
const MAX_BYTES = 1000 * 1024;

/** The message that keeps a stream record: the record, or `compressed`, its JSON as Base64 of gzip. */
interface SetAside {
  /** Why it was set aside. */
  readonly reason: string;
  readonly service: string;
  readonly table: string;
  readonly correlationId?: string;
  readonly record?: DynamoDBRecord;
  readonly compressed?: string;
}

/** Keeps a stream record that cannot be understood in the publisher's dead-letter queue, whole, until it is redriven. */
export async function setAside(
  client: SQSClient,
  QueueUrl: string,
  record: DynamoDBRecord,
  error: Error,
): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: bodyOf(record, error) }));
}

function bodyOf(record: DynamoDBRecord, { name, message }: Error): string {
  const correlationId = record.dynamodb?.NewImage?.['cause']?.M?.['correlationId']?.S;
  const known = {
    reason: `${name}: ${message}`.slice(0, 2_000),
    service: process.env['POWERTOOLS_SERVICE_NAME'] ?? '',
    table: tableOf(record),
    ...(correlationId === undefined ? {} : { correlationId: correlationId.slice(0, 200) }),
  };
  const plain = toJson({ ...known, record });
  if (Buffer.byteLength(plain) <= MAX_PLAIN_BYTES) return plain;
  const compressed = compress(record);
  if (compressed.length <= MAX_BYTES) return toJson({ ...known, compressed });
  // Two different images of nearly 400 KB each, both incompressible: the newer one is the state of the item.
  const { OldImage: _, ...dynamodb } = record.dynamodb ?? {};
  return toJson({ ...known, compressed: compress({ ...record, dynamodb }) });
}

const compress = (record: DynamoDBRecord): string => gzipSync(JSON.stringify(record)).toString('base64');

/** SQS refuses two characters that JSON does not escape. */
const toJson = (message: SetAside): string =>
  JSON.stringify(message).replaceAll('\uFFFE', '\\ufffe').replaceAll('\uFFFF', '\\uffff');
