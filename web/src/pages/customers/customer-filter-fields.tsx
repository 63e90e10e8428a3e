import { Text } from '@mantine/core';
import { type CustomerFilters, isEmail } from '../../api/customers.ts';
import { FilterGrid } from '../../filters/filter-grid.tsx';
import type { FilterProblems } from '../../filters/filter-problems.ts';
import { NumberFilter } from '../../filters/number-filter.tsx';
import { SearchField } from '../../filters/search-field.tsx';
import { WholeTextFilter } from '../../filters/whole-text-filter.tsx';
import { WHOLE } from '../../numbers/typed-number.ts';
import type { Sorting } from '../../sorting/sort-head.tsx';
import { SortSelect } from '../../sorting/sort-select.tsx';
import { BoughtSegment } from './bought-segment.tsx';
import { countryNames } from './country-names.ts';

/** The labels of the filters. */
export const customerFilterLabels: Readonly<Record<keyof CustomerFilters, string>> = {
  name: 'Name or e-mail',
  email: 'Name or e-mail',
  minAge: 'Age from',
  maxAge: 'Age to',
  country: 'Country',
  bought: 'Bought',
  boughtFrom: 'Last bought from',
  boughtTo: 'Last bought to',
  sort: 'Order',
};

const orders = {
  name: 'Name',
  newest: 'Newest first',
  lastPurchase: 'Last purchase',
  units: 'Units bought',
};

type Changed = Partial<Record<keyof CustomerFilters, string | undefined>>;

interface CustomerFilterFieldsProps {
  readonly filters: CustomerFilters;
  readonly problems: FilterProblems<keyof CustomerFilters> | undefined;
  readonly sorting: Sorting;
  readonly onChange: (changed: Changed) => void;
}

/** The filters of the customers' list. Text that looks like an e-mail address is searched for as one. */
export function CustomerFilterFields(props: CustomerFilterFieldsProps) {
  const { filters, problems = {}, sorting, onChange } = props;
  return (
    <search>
      <FilterGrid isSet={(filters.minAge ?? filters.maxAge ?? filters.country) !== undefined}>
        <SearchField
          label={customerFilterLabels.name}
          placeholder="Start of any name, or full e-mail"
          value={filters.email ?? filters.name}
          error={problems.email ?? problems.name}
          onChange={(text) =>
            onChange(
              text !== undefined && isEmail(text)
                ? { email: text, name: undefined }
                : { name: text, email: undefined },
            )
          }
        />
        <NumberFilter
          label={customerFilterLabels.minAge}
          rules={WHOLE}
          value={filters.minAge}
          error={problems.minAge}
          onChange={(minAge) => onChange({ minAge })}
        />
        <NumberFilter
          label={customerFilterLabels.maxAge}
          rules={WHOLE}
          value={filters.maxAge}
          error={problems.maxAge}
          onChange={(maxAge) => onChange({ maxAge })}
        />
        <div className="wide">
          <WholeTextFilter
            label={customerFilterLabels.country}
            value={filters.country}
            error={problems.country}
            suggestions={countryNames()}
            onChange={(country) => onChange({ country })}
          />
        </div>
        <SortSelect sorting={sorting} labels={orders} />
        {(filters.minAge ?? filters.maxAge) !== undefined && (
          <Text size="xs" c="dimmed" className="note">
            Customers whose date of birth is not known are left out.
          </Text>
        )}
      </FilterGrid>
      <BoughtSegment filters={filters} problems={problems} onChange={onChange} />
    </search>
  );
}
