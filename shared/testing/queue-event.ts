import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { DomainEvent } from '../../contracts/definition/define-event.ts';

/** Events as a rule puts them on a queue and SQS hands them to a Lambda; a string is a body as it is. */
export function aQueueEvent(events: readonly (DomainEvent | string)[]): SQSEvent {
  const Records = events.map(
    (event, index) => ({ messageId: `message-${index}`, body: bodyOf(event) }) as SQSRecord,
  );
  return { Records };
}

const bodyOf = (event: DomainEvent | string): string => {
  if (typeof event === 'string') return event;
  const { name, source, metadata, data } = event;
  return JSON.stringify({ version: '0', source, 'detail-type': name, detail: { metadata, data } });
};
