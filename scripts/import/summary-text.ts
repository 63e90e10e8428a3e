import { byReason } from '../../sales-import/content.ts';
import { moneyText } from '../../sales-import/money-text.ts';
import type { Summary } from '../../sales-import/summary.ts';
import { counted } from './plan-text.ts';

/** The summary as text. @param rejectedFiles the files with the rejected lines. */
export function summaryText(summary: Summary, rejectedFiles: readonly string[]): string {
  const { imported, fresh, rejected, pending, asked, made, seconds } = summary;
  const lines = imported + rejected.length + pending;
  const missing = asked.money.minus(made.money);
  return [
    row(
      'imported',
      imported,
      fresh === imported
        ? ''
        : `(${fresh} in this run, ${imported - fresh} made before${by(summary.madeBy)})`,
    ),
    row('rejected', rejected.length, rejectedFiles.length === 0 ? '' : `(see ${rejectedFiles.join(', ')})`),
    ...byReason(rejected).map(([reason, those]) => `  ${row(reason, those.length)}`),
    ...(pending > 0 ? [row('still pending', pending, '(run the same command again)')] : []),
    `sold, without returns: ${counted(asked.units, 'piece')} for ${asked.money} in what was read, ${counted(made.units, 'piece')} for ${made.money} in the system`,
    ...(missing.amounts.size > 0 ? [`difference: ${missing}`] : []),
    ...otherwiseText(summary),
    `${counted(lines, 'line')} in ${seconds.toFixed(1)} s: ${perSecond(lines, seconds)} lines/s, ${perSecond(fresh, seconds)} imported/s`,
  ].join('\n');
}

/** The most lines that are named one by one. */
const MOST_LINES = 10;

/** What explains a difference, besides the lines that are rejected. */
function otherwiseText({ otherwise }: Summary): string[] {
  const texts = otherwise.slice(0, MOST_LINES).map(({ line, amount }) => {
    const { currency } = line.unitPrice;
    const [inFile, inSystem] = [line.total, amount].map((each) => moneyText(currency, each));
    const what = line.quantity < 0 ? 'returned' : 'sold';
    return `  line ${line.number} of ${line.file}: ${what} for ${inFile}, ${inSystem} in the system`;
  });
  const more = otherwise.length - texts.length;
  return more > 0 ? [...texts, `  and ${counted(more, 'other line')}`] : texts;
}

const by = ([first, ...others]: readonly string[]): string =>
  first === undefined ? '' : ` by ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`;

const row = (label: string, count: number, note = ''): string =>
  `${label.padEnd(52)}${String(count).padStart(7)} ${note}`.trimEnd();

const perSecond = (count: number, seconds: number): string => (count / Math.max(seconds, 0.001)).toFixed(0);
