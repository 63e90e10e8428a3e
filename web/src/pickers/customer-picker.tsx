import { useQuery } from '@tanstack/react-query';
import { customerById, customerSuggestions } from '../api/customers.ts';
import { EntityPicker, type PickerProps } from './entity-picker.tsx';

/** Picks a customer by part of the name, or by the full e-mail address. */
export function CustomerPicker(props: PickerProps) {
  const { value } = props;
  const { data: picked } = useQuery({ ...customerById(value ?? ''), enabled: value !== undefined });
  return (
    <EntityPicker
      {...props}
      noun="customer"
      placeholder="Name or full e-mail address"
      picked={picked}
      suggestionsFor={customerSuggestions}
      optionOf={({ customerId, name, email, country }) => ({
        id: customerId,
        name,
        detail: country === undefined ? email : `${email} · ${country}`,
        code: email,
      })}
    />
  );
}
