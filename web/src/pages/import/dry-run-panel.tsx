import { Text } from '@mantine/core';
import { contentOf } from '../../../../sales-import/content.ts';
import type { Known } from '../../../../sales-import/dry-run.ts';
import type { Reading } from '../../../../sales-import/read-and-plan.ts';
import { BusyButton } from '../../components/busy-button.tsx';
import { Count } from '../../components/figure.tsx';
import { counted, formatDate, formatNumber } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { Failure } from '../../components/states.tsx';
import { Bar } from './bar.tsx';
import { sumsText } from './import-texts.ts';
import { RefusedLines } from './refused-lines.tsx';
import type { useDryRun } from './use-dry-run.ts';

interface DryRunPanelProps {
  readonly reading: Reading;
  readonly isOutdated: boolean;
  readonly dryRun: ReturnType<typeof useDryRun>;
  readonly fileName: string;
  /** Whether the result of an import says more about what is refused. */
  readonly isImported: boolean;
}

/** What the file comes to and, once it was looked up, what of that is there already. */
export function DryRunPanel({ reading, isOutdated, dryRun, fileName, isImported }: DryRunPanelProps) {
  const { plan, understood } = reading;
  const { customers, products, purchases, returns, sought, rejected } = plan;
  const { sold, returned, days } = contentOf(plan);
  const known = dryRun.data;
  const lines = known?.lines.known ?? 0;
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Panel title="3. Dry run">
      <div aria-busy={isOutdated} className={isOutdated ? 'outdated' : undefined}>
        <dl className="figures" aria-label="What the file comes to">
          <Count label="Purchases" note={sumsText(sold)}>
            {formatNumber(purchases.length)}
          </Count>
          <Count label="Customers" note={knownText(known?.customers)}>
            {formatNumber(customers.size)}
          </Count>
          <Count label="Products" note={knownText(known?.products)}>
            {formatNumber(products.size)}
          </Count>
          <Count label="Returns" note={returns.length > 0 ? sumsText(returned) : undefined}>
            {formatNumber(returns.length + sought.length)}
          </Count>
        </dl>
        <Text size="sm" className="said">
          {first !== undefined &&
            last !== undefined &&
            `Sold from ${formatDate(first)} to ${formatDate(last)}. `}
          {sought.length > 0 &&
            `${counted(sought.length, 'return is', 'returns are')} of purchases that are not in this file: they are looked for in the system. `}
          {lines > 0 &&
            `${counted(lines, 'line was', 'lines were')} imported from this browser before, and ${lines === 1 ? 'is' : 'are'} not made again. `}
          {rejected.length === 0
            ? 'No line is refused.'
            : `${counted(rejected.length, 'line')} ${isImported ? 'could not be read.' : 'will not be imported:'}`}
        </Text>
        {!isImported && <RefusedLines rejected={rejected} header={understood.header} fileName={fileName} />}
        {dryRun.error !== null && <Failure error={dryRun.error} onRetry={dryRun.begin} />}
        {dryRun.isPending && (
          <Bar
            label="Looking up customers and products"
            done={dryRun.lookedUp}
            total={customers.size + products.size}
          />
        )}
        {!dryRun.isSuccess && dryRun.error === null && purchases.length + sought.length > 0 && (
          <div className="panel-foot actions">
            <BusyButton isBusy={dryRun.isPending || isOutdated} onClick={dryRun.begin}>
              Dry run
            </BusyButton>
            <Text size="sm" c="dimmed">
              Looks up which customers and products exist. Writes nothing.
            </Text>
          </div>
        )}
      </div>
    </Panel>
  );
}

function knownText(known: Known | undefined): string | undefined {
  if (known === undefined) return undefined;
  return `${formatNumber(known.fresh)} new, ${formatNumber(known.known)} exist${known.known === 1 ? 's' : ''}`;
}
