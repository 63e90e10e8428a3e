import { Button, CopyButton, Group } from '@mantine/core';
import type { PurchaseStep } from '../../api/types.ts';

/** The correlation ids to search the logs for: of the purchase, of each return and, if there was one, of its cancellation. */
export function CorrelationIds({ steps }: { readonly steps: readonly PurchaseStep[] }) {
  const firsts = steps.filter(
    ({ correlationId }, index) => steps.findIndex((other) => other.correlationId === correlationId) === index,
  );
  const returns = steps.filter(({ event }) => event === 'PurchaseReturned');
  return firsts.map((step) => {
    const { correlationId, event } = step;
    const number = returns.length > 1 ? ` ${returns.indexOf(step) + 1}` : '';
    const suffixes: Readonly<Record<string, string>> = {
      PurchaseReturned: ` of the return${number}`,
      PurchaseCancelled: ' of the cancellation',
    };
    const suffix = suffixes[event] ?? '';
    return (
      <Group key={correlationId} className="panel-foot" justify="space-between" gap="4px 12px">
        <div className="ids">
          Correlation ID{suffix}
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
              aria-label={`${copied ? 'Copied' : 'Copy'} the correlation ID${suffix}`}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    );
  });
}
