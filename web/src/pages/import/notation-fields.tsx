import type { ReadOptions } from '../../../../sales-files/conventions.ts';
import type { Outline } from '../../../../sales-files/outline.ts';
import type { Understood } from '../../../../sales-files/read-sales.ts';
import type { OpenQuestion } from '../../../../sales-files/sales-file-error.ts';
import { Choice } from './choice.tsx';

interface NotationFieldsProps {
  /** Undefined if the file cannot be read. */
  readonly understood: Understood | undefined;
  readonly outline: Outline | undefined;
  readonly asks: OpenQuestion['option'] | undefined;
  readonly options: ReadOptions;
  readonly isLocked: boolean;
  readonly onChange: (options: ReadOptions) => void;
}

/** Once something else was chosen, the reader does not say what it would have found. */
const AS_FOUND = 'As found';
const NOT_SAID = 'The file does not say';

const ENCODINGS = [
  ...['utf-8', 'windows-1252', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'iso-8859-2'],
  ...['iso-8859-15', 'macintosh', 'gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr', 'utf-16le', 'utf-16be'],
];
const CURRENCIES = Intl.supportedValuesOf('currency');
const TIME_ZONES = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');

/** Encoding, numbers, dates, currency and time zone: as they were found, or as somebody says. */
export function NotationFields({
  understood,
  outline,
  asks,
  options,
  isLocked,
  onChange,
}: NotationFieldsProps) {
  const missing = (option: OpenQuestion['option']) => (asks === option ? 'Choose one' : undefined);
  const conventions = understood?.conventions;
  return (
    <div className="notation">
      {/* A workbook says its encoding. */}
      {outline?.delimiter !== '' && (
        <Choice
          label="Encoding"
          found={
            outline === undefined || options.encoding !== undefined ? AS_FOUND : `Found: ${outline.encoding}`
          }
          value={options.encoding}
          data={ENCODINGS}
          disabled={isLocked}
          onChange={(encoding) => onChange({ encoding })}
        />
      )}
      <Choice
        label="Decimal separator"
        found={options.decimal === undefined ? decimalFound(conventions) : AS_FOUND}
        value={options.decimal}
        data={[
          { value: '.', label: 'Point: 1,234.50' },
          { value: ',', label: 'Comma: 1.234,50' },
        ]}
        disabled={isLocked}
        onChange={(decimal) => onChange({ decimal })}
      />
      <Choice
        label="Dates"
        found={asks === 'dates' ? NOT_SAID : options.dates === undefined ? datesFound(conventions) : AS_FOUND}
        value={options.dates}
        data={[
          { value: 'day-first', label: 'Day first: 31/12/2026' },
          { value: 'month-first', label: 'Month first: 12/31/2026' },
        ]}
        error={missing('dates')}
        disabled={isLocked}
        onChange={(dates) => onChange({ dates })}
      />
      <Choice
        label="Currency"
        found={
          asks === 'currency'
            ? NOT_SAID
            : options.currency === undefined
              ? currencyFound(understood)
              : AS_FOUND
        }
        value={options.currency}
        data={CURRENCIES}
        error={missing('currency')}
        disabled={isLocked}
        onChange={(currency) => onChange({ currency })}
      />
      <Choice
        label="Time zone"
        found="UTC"
        value={options.timeZone}
        data={TIME_ZONES}
        disabled={isLocked}
        onChange={(timeZone) => onChange({ timeZone })}
      />
    </div>
  );
}

type Found = Understood['conventions'] | undefined;

function decimalFound(conventions: Found): string {
  const decimals = new Set(Object.values(conventions?.decimals ?? {}));
  if (decimals.size > 1) return 'Found: one per column';
  const [decimal] = decimals;
  if (decimal === undefined) return AS_FOUND;
  return decimal === ',' ? 'Found: comma' : 'Found: point';
}

function datesFound(conventions: Found): string {
  if (conventions?.dates === undefined) return AS_FOUND;
  return conventions.dates === 'day-first' ? 'Found: day first' : 'Found: month first';
}

function currencyFound(understood: Understood | undefined): string {
  if (understood === undefined) return AS_FOUND;
  const { conventions, columns } = understood;
  if (conventions.currency !== undefined) return `Found: ${conventions.currency}`;
  return columns.some(([field]) => field === 'currency')
    ? 'Found: in its column'
    : 'Found: beside each price';
}
