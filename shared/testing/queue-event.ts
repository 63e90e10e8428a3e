import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { DomainEvent } from '../../contracts/definition/define-event.ts';

/** The SQS event of a Lambda on a queue that is fed by an EventBridge rule; a string is used as the body. */
export function aQueueEvent(events: readonly (DomainEvent | string)[]): SQSEvent {
  const Records = events.map(
    (event, index) =>
      ({
        messageId: `message-${index}`,
        body: bodyOf(event),
        attributes: { ApproximateReceiveCount: '1' },
      }) as SQSRecord,
  );
  return { Records };
}

const bodyOf = (event: DomainEvent | string): string => {
  if (typeof event === 'string') return event;
  const { name, source, metadata, data } = event;
  return JSON.stringify({ version: '0', source, 'detail-type': name, detail: { metadata, data } });
};
