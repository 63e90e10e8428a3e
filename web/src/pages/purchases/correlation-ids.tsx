import { Button, CopyButton, Group } from '@mantine/core';
import type { PurchaseStep } from '../../api/types.ts';

/** The ids by which the logs of all services tell of the same requests: the first, and the cancellation. */
export function CorrelationIds({ steps }: { readonly steps: readonly PurchaseStep[] }) {
  const firsts = steps.filter(
    ({ correlationId }, index) => steps.findIndex((other) => other.correlationId === correlationId) === index,
  );
  return firsts.map(({ correlationId, event }) => {
    const ofWhat = event === 'PurchaseCancelled' ? ' of the cancellation' : '';
    return (
      <Group key={correlationId} className="panel-foot" justify="space-between" gap="4px 12px">
        <div className="ids">
          Correlation ID{ofWhat}
          <br />
          <code className="id">{correlationId}</code>
        </div>
        <CopyButton value={correlationId}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-xs"
              onClick={copy}
              aria-live="polite"
              aria-label={`${copied ? 'Copied' : 'Copy'} the correlation ID${ofWhat}`}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    );
  });
}
