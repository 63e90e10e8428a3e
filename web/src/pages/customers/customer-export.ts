import type { CustomerFilters } from '../../api/customers.ts';
import { customerPages } from '../../api/customers.ts';
import type { CustomerView } from '../../api/types.ts';
import { timeCell } from '../../list-export/cells.ts';
import type { ListExport } from '../../list-export/list-export.ts';

/** The customers that these filters find, as a file. */
export const customerExport = (filters: CustomerFilters): ListExport<CustomerView> => ({
  name: 'customers',
  noun: 'customer',
  isFiltered: Object.keys(filters).length > 0,
  read: customerPages(filters),
  idOf: ({ customerId }) => customerId,
  columns: [
    { title: 'Name', cell: ({ name }) => name },
    { title: 'E-mail', cell: ({ email }) => email },
    { title: 'Country', cell: ({ country }) => country },
    { title: 'Birth date', cell: ({ birthDate }) => birthDate },
    { title: 'Age', cell: ({ age }) => age },
    { title: 'Added', cell: ({ createdAt }) => timeCell(createdAt) },
    { title: 'Customer id', cell: ({ customerId }) => customerId },
  ],
});
