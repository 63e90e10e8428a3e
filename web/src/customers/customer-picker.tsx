import { useQuery } from '@tanstack/react-query';
import { customerById, customerSuggestions } from '../api/customers.ts';
import { EntityPicker } from '../components/entity-picker.tsx';

interface CustomerPickerProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (customerId: string | undefined) => void;
  readonly clearable?: boolean;
  readonly error?: string | undefined;
  readonly isAutoFocused?: boolean;
  readonly isSearch?: boolean;
}

/** Picks a customer by typing some of the name. */
export function CustomerPicker(props: CustomerPickerProps) {
  const { value } = props;
  const { data: picked } = useQuery({ ...customerById(value ?? ''), enabled: value !== undefined });
  return (
    <EntityPicker
      {...props}
      placeholder="Type a name"
      picked={picked}
      suggestionsFor={customerSuggestions}
      optionOf={({ customerId, name, email, country }) => ({
        id: customerId,
        name,
        detail: country === undefined ? email : `${email} · ${country}`,
      })}
    />
  );
}
