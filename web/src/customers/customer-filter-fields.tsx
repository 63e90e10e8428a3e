import type { CustomerFilters } from '../api/customers.ts';
import { NumberField, SearchField, WholeTextField } from '../components/filter-fields.tsx';
import { countryNames } from './country-names.ts';

const MAX_AGE = 150;
const wholeAddress = /^\S+@\S+\.\S+$/;

type Changed = Partial<Record<keyof CustomerFilters, string | undefined>>;

interface CustomerFilterFieldsProps {
  readonly filters: CustomerFilters;
  readonly onChange: (changed: Changed) => void;
}

/** The fields of the customer search. What looks like an e-mail address is looked up as one. */
export function CustomerFilterFields({ filters, onChange }: CustomerFilterFieldsProps) {
  return (
    <search className="filters">
      <SearchField
        label="Name or e-mail"
        placeholder="Start of any name, or a whole address"
        value={filters.email ?? filters.name}
        onChange={(text) =>
          onChange(
            text !== undefined && wholeAddress.test(text)
              ? { email: text, name: undefined }
              : { name: text, email: undefined },
          )
        }
      />
      <NumberField
        label="Age from"
        max={MAX_AGE}
        value={filters.minAge}
        onChange={(minAge) => onChange({ minAge })}
      />
      <NumberField
        label="Age to"
        max={MAX_AGE}
        value={filters.maxAge}
        onChange={(maxAge) => onChange({ maxAge })}
      />
      <div className="wide">
        <WholeTextField
          label="Country"
          value={filters.country}
          suggestions={countryNames()}
          onChange={(country) => onChange({ country })}
        />
      </div>
    </search>
  );
}
