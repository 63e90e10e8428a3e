import * as z from 'zod';
import type { DeadLetterQueue } from './find-queues.ts';
import type { Held } from './hold-messages.ts';

/** What failed: an event in its consumer, the delivery of an event to it, or a stream record in its publisher. */
export type Kind = 'event' | 'undelivered' | 'record';

/** A message in a dead-letter queue. */
export interface Letter {
  readonly id: string;
  readonly kind: Kind;
  readonly service: string;
  /** The consumer or publisher that could not handle it. */
  readonly function: string;
  /** The event's name, or the table of the record. */
  readonly event: string;
  readonly reason: string;
  readonly correlationId?: string;
  /** ISO 8601. */
  readonly since: string;
  readonly queue: string;
}

/** A letter with what it contains. */
export interface OpenedLetter extends Letter {
  /** Parsed if it is JSON. */
  readonly body: unknown;
}

const text = z.string().optional().catch(undefined);

/** A stream record, as publishers take it; one that was published again comes without a reason and a table. */
const recordSchema = z.object({
  eventSourceARN: z.string(),
  dynamodb: z
    .object({
      NewImage: z.object({
        cause: z.object({ M: z.object({ correlationId: z.object({ S: z.string() }) }) }),
      }),
    })
    .optional()
    .catch(undefined),
});

/** Each field on its own: what is wrong in one must not hide the others. */
const bodySchema = z
  .object({
    'detail-type': text,
    detail: z
      .object({ metadata: z.object({ correlationId: text }) })
      .optional()
      .catch(undefined),
    record: recordSchema.optional().catch(undefined),
    table: text,
    reason: text,
    correlationId: text,
  })
  .catch({});

/** What a message in a dead-letter queue says. */
export function open(queue: DeadLetterQueue, message: Held): OpenedLetter {
  const { service, handler } = placeIn(queue.name);
  const attribute = (name: string) => message.MessageAttributes?.[name]?.StringValue;
  const body = parsed(message.Body ?? '');
  const known = bodySchema.parse(body);
  const table = known.table ?? known.record?.eventSourceARN.split('/')[1];
  const correlationId =
    known.correlationId ??
    known.detail?.metadata.correlationId ??
    known.record?.dynamodb?.NewImage.cause.M.correlationId.S;
  const code = attribute('ERROR_CODE');
  const kind: Kind = attribute('RULE_ARN') ? 'undelivered' : table === undefined ? 'event' : 'record';
  return {
    id: message.MessageId,
    kind,
    service,
    function: handler,
    event: known['detail-type'] ?? table ?? 'unknown',
    reason:
      known.reason ??
      (code === undefined
        ? 'unknown; the function’s log has it'
        : `${code}: ${attribute('ERROR_MESSAGE') ?? ''}`),
    ...(correlationId === undefined ? {} : { correlationId }),
    since: new Date(Number(message.Attributes?.SentTimestamp ?? 0)).toISOString(),
    queue: queue.name,
    body,
  };
}

/** `Multidomain-Catalog-ReserveStockDeadLetters1A2B3C4D-…` → `catalog`, `ReserveStock` */
function placeIn(queueName: string): { service: string; handler: string } {
  const [, service = '', resource = queueName] = queueName.split('-');
  return { service: service.toLowerCase(), handler: resource.replace(/DeadLetters.*$/, '') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
