import { Text } from '@mantine/core';
import type { Summary } from '../../../../sales-import/summary.ts';
import { Count } from '../../components/figure.tsx';
import { counted, formatNumber } from '../../components/format.ts';
import { ButtonLink } from '../../links/links.tsx';
import { sumsText } from './import-texts.ts';
import { RefusedLines } from './refused-lines.tsx';

interface ImportResultProps {
  readonly summary: Summary;
  readonly header: readonly string[];
  readonly fileName: string;
}

/** What came of an import: counts, money in the file and in the system, and what was refused. */
export function ImportResult({ summary, header, fileName }: ImportResultProps) {
  const { imported, fresh, rejected, pending, asked, made, otherwise, seconds } = summary;
  const missing = asked.money.minus(made.money);
  const [odd] = otherwise;
  return (
    <>
      <dl className="figures" aria-label="Result">
        <Count
          label="Lines imported"
          note={fresh === imported ? undefined : `${formatNumber(imported - fresh)} of them made before`}
        >
          {formatNumber(imported)}
        </Count>
        <Count label="Lines refused">{formatNumber(rejected.length)}</Count>
        <Count isWide label="Pieces, without returns">
          {formatNumber(made.units)}
        </Count>
        <Count
          isWide
          label="Money, without returns"
          note={missing.amounts.size > 0 ? `${sumsText(asked.money)} in the file` : undefined}
        >
          {sumsText(made.money)}
        </Count>
      </dl>
      <Text size="sm" className="said" role="status">
        Finished in {counted(Math.ceil(seconds), 'second')}.
        {pending > 0 &&
          ` ${counted(pending, 'purchase is', 'purchases are')} still in progress: look again in a moment.`}
        {odd !== undefined &&
          ` ${counted(otherwise.length, 'return is', 'returns are')} at another price than in the file, such as line ${odd.line.number}: that of the purchase.`}
      </Text>
      <RefusedLines rejected={rejected} header={header} fileName={fileName} />
      <div className="panel-foot actions">
        <ButtonLink to="/purchases">Show purchases</ButtonLink>
        <ButtonLink to="/customers" variant="default">
          Show customers
        </ButtonLink>
        <ButtonLink to="/products" variant="default">
          Show products
        </ButtonLink>
      </div>
    </>
  );
}
