import type { CustomerView, NewCustomer } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import type { TextField, TextFieldsOf } from '../../forms/text-fields.ts';

interface CustomerField extends TextField {
  /** Default: any text. */
  readonly type?: 'email' | 'date';
  /** How a customer's page shows it. Default: as it is. */
  readonly shown?: (customer: CustomerView) => string;
}

/** What staff enter of a customer, in the order of the form. The page, the form and conflicts show these fields. */
export const customerFields: TextFieldsOf<NewCustomer, CustomerField> = {
  name: { label: 'Name', isRequired: true },
  email: { label: 'E-mail', isRequired: true, type: 'email' },
  birthDate: {
    label: 'Date of birth',
    isRequired: true,
    type: 'date',
    shown: ({ birthDate, age }) => `${formatDate(birthDate)} (${age} years)`,
  },
  country: { label: 'Country', isRequired: false },
};
