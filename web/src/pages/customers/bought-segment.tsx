import { MAX_BOUGHT } from '../../../../contracts/definition/limits.ts';
import type { CustomerFilters } from '../../api/customers.ts';
import { DayFilter } from '../../filters/day-filter.tsx';
import { endOfDay, startOfDay } from '../../filters/days.ts';
import type { FilterProblems } from '../../filters/filter-problems.ts';
import { PeriodChips } from '../../filters/period-chips.tsx';
import { ProductPicker } from '../../pickers/product-picker.tsx';
import { AddChip } from '../../segments/add-chip.tsx';
import { ProductChip } from '../../segments/named-chips.tsx';

type Segment = Pick<CustomerFilters, 'bought' | 'boughtFrom' | 'boughtTo'>;

interface BoughtSegmentProps {
  readonly filters: Segment;
  readonly problems: FilterProblems<keyof Segment>;
  readonly onChange: (changed: Segment) => void;
}

/** Only customers who bought any of some products, and the days when they did so last. */
export function BoughtSegment({ filters, problems, onChange }: BoughtSegmentProps) {
  const { bought, boughtFrom, boughtTo } = filters;
  const ids = bought?.split(',') ?? [];
  const keep = (left: readonly string[]): void =>
    onChange(
      left.length === 0
        ? { bought: undefined, boughtFrom: undefined, boughtTo: undefined }
        : { bought: left.join() },
    );
  return (
    <div className="segments">
      {ids.map((id, index) => (
        <ProductChip
          key={id}
          id={id}
          label={index === 0 ? 'Bought' : 'or'}
          onRemove={() => keep(ids.filter((each) => each !== id))}
        />
      ))}
      {ids.length < MAX_BOUGHT && (
        <AddChip
          label={ids.length === 0 ? 'Bought a product' : 'Or another product'}
          picker={(done) => (
            <ProductPicker
              label="Bought the product"
              value={undefined}
              onChange={(id) => {
                if (id !== undefined) keep([...new Set([...ids, id])]);
                done();
              }}
            />
          )}
        />
      )}
      {(bought ?? boughtFrom ?? boughtTo) !== undefined && (
        <div className="segment-days">
          <DayFilter
            label="last from"
            value={boughtFrom}
            timeOf={startOfDay}
            error={problems.boughtFrom}
            onChange={(time) => onChange({ boughtFrom: time })}
          />
          <DayFilter
            label="to"
            value={boughtTo}
            timeOf={endOfDay}
            error={problems.boughtTo}
            onChange={(time) => onChange({ boughtTo: time })}
          />
          <PeriodChips
            from={boughtFrom}
            to={boughtTo}
            onChange={({ from, to }) => onChange({ boughtFrom: from, boughtTo: to })}
          />
        </div>
      )}
    </div>
  );
}
