import { NativeSelect, TextInput } from '@mantine/core';
import { MAX_STOCK } from '../../../../contracts/catalog/shapes.ts';
import type { ReadOptions } from '../../../../sales-files/conventions.ts';
import { type PresetName, presets } from '../../../../sales-files/presets.ts';
import type { NewStock } from '../../../../sales-import/plan-entities.ts';
import { Choice } from './choice.tsx';

interface MoreOptionsProps {
  readonly options: ReadOptions;
  readonly stock: NewStock;
  readonly isLocked: boolean;
  readonly onChange: (options: ReadOptions, stock: NewStock) => void;
}

const PRESETS = Object.entries(presets).map(([value, { title }]) => ({
  value: value as PresetName,
  label: title.replace(/^an? /, ''),
}));

/** What few files need to have said. Texts are taken when the field is left, since each reads the file again. */
export function MoreOptions({ options, stock, isLocked, onChange }: MoreOptionsProps) {
  const change = (changed: ReadOptions): void => onChange({ ...options, ...changed }, stock);
  const text = (label: string, description: string, value: string, take: (typed: string) => void) => (
    <TextInput
      key={`${label} ${value}`}
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      defaultValue={value}
      disabled={isLocked}
      onBlur={({ currentTarget }) => {
        if (currentTarget.value.trim() !== value) take(currentTarget.value.trim());
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
    />
  );
  return (
    <details className="panel-foot">
      <summary>More about this file</summary>
      <div className="notation">
        <Choice
          label="Made by"
          found="As recognized"
          value={options.preset}
          data={PRESETS}
          disabled={isLocked}
          onChange={(preset) => change({ preset })}
        />
        {text(
          'Customer of sales without one',
          'Such as “Walk-in customer”. Otherwise they are refused.',
          options.walkIn ?? '',
          (walkIn) => change({ walkIn: walkIn || undefined }),
        )}
        {text(
          'Returns begin with',
          'Order numbers that begin so are returns.',
          options.cancelledPrefix ?? '',
          (prefix) => change({ cancelledPrefix: prefix || undefined }),
        )}
        {text(
          'Statuses that count',
          'Separated by commas; default: all but those of orders that came to nothing.',
          options.counts?.join(',') ?? '',
          (typed) => change({ counts: typed === '' ? undefined : typed.split(',') }),
        )}
        <NativeSelect
          label="Stock of products"
          description="Past sales did happen, so the stock is raised by what they take."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={stock === undefined ? '' : stock === 'keep' ? 'keep' : 'given'}
          data={[
            { value: '', label: 'Raised by what is sold' },
            { value: 'keep', label: 'Kept as it is' },
            { value: 'given', label: 'A number for each new product' },
          ]}
          disabled={isLocked}
          onChange={({ currentTarget: { value } }) =>
            onChange(options, value === 'given' ? 100 : value === 'keep' ? 'keep' : undefined)
          }
        />
        {typeof stock === 'number' &&
          text('Stock of each new product', `A whole number up to ${MAX_STOCK}.`, String(stock), (typed) => {
            if (/^\d{1,10}$/.test(typed) && Number(typed) <= MAX_STOCK) onChange(options, Number(typed));
          })}
      </div>
    </details>
  );
}
