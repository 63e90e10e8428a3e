import type { CustomerView, NewCustomer } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import type { TextField, TextFieldsOf } from '../../forms/text-fields.ts';

interface CustomerField extends TextField {
  /** Default: any text. */
  readonly type?: 'email' | 'date';
  /** The text on a customer's page, if the field has a value. Default: the value. */
  readonly shown?: (customer: CustomerView) => string | undefined;
}

/** The fields of a customer in form order, for the form, the customer's page and conflicts. */
export const customerFields: TextFieldsOf<NewCustomer, CustomerField> = {
  name: { label: 'Name', isRequired: true },
  email: { label: 'E-mail', isRequired: true, type: 'email' },
  birthDate: {
    label: 'Date of birth',
    isRequired: false,
    type: 'date',
    shown: ({ birthDate, age }) => birthDate && `${formatDate(birthDate)} (${age} years)`,
  },
  country: { label: 'Country', isRequired: false },
};
