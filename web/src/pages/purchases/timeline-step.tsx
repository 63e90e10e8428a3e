import { Code, Group, Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { Purchase, PurchaseStep } from '../../api/types.ts';
import { formatDateTime, formatExact } from '../../components/format.ts';
import { useToday } from '../../components/today.ts';
import { ActorName } from '../../roles/actor-name.tsx';
import { causeOf, stepText } from './step-text.ts';

const colors: Readonly<Record<string, string>> = {
  StockRejected: 'var(--page-bad)',
  PurchaseRejected: 'var(--page-bad)',
  PurchaseReturned: 'var(--page-over)',
  PurchaseCancelled: 'var(--page-over)',
};

interface TimelineStepProps {
  readonly step: PurchaseStep;
  /** All steps, one of which may be the cause. */
  readonly steps: readonly PurchaseStep[];
  readonly purchase: Purchase;
  /** Whether the names and ids of events are shown. */
  readonly isTechnical: boolean;
}

/** An event: in plain words and, for developers, with its name, its cause and its id. */
export function TimelineStep({ step, steps, purchase, isTechnical }: TimelineStepProps) {
  useToday();
  const { event, service, occurredAt, eventId, detail, by } = step;
  const cause = causeOf(steps, step);
  const isToldBefore = steps.find((other) => other.detail === detail) !== step;
  return (
    <li style={{ '--step-color': colors[event] ?? 'var(--page-accent)' } as CSSProperties}>
      <Group justify="space-between" align="baseline" gap="sm" wrap="nowrap">
        <Text size="sm" fw={500}>
          {stepText(event, purchase)}
        </Text>
        <time dateTime={occurredAt} title={formatDateTime(occurredAt)} className="ids number">
          {formatExact(occurredAt)}
        </time>
      </Group>
      {detail !== undefined && !isToldBefore && <Text size="sm">{detail}</Text>}
      {/* What follows from a request was asked for by whoever sent that. */}
      {cause === undefined && by !== undefined && (
        <div className="ids">
          by <ActorName id={by.id} />
        </div>
      )}
      {isTechnical && (
        <div className="ids">
          <Code>{event}</Code> from {service}
          {cause !== undefined && (
            <>
              {', caused by '}
              <Code>{cause}</Code>
            </>
          )}
          <br />
          Event <code className="id">{eventId}</code>
        </div>
      )}
    </li>
  );
}
