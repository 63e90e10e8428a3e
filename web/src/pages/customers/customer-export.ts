import type { CustomerFilters } from '../../api/customers.ts';
import { customerPages } from '../../api/customers.ts';
import type { ListedCustomer } from '../../api/types.ts';
import { timeCell } from '../../list-export/cells.ts';
import type { ListExport } from '../../list-export/list-export.ts';
import { leavesOut } from '../../sorting/orders.ts';
import { totalColumns } from '../../sorting/total-columns.ts';

/** The customers that these filters find, as a file. */
export const customerExport = (filters: CustomerFilters): ListExport<ListedCustomer> => ({
  name: 'customers',
  noun: 'customer',
  isFiltered: leavesOut(filters),
  read: customerPages(filters),
  idOf: ({ customerId }) => customerId,
  columns: [
    { title: 'Name', cell: ({ name }) => name },
    { title: 'E-mail', cell: ({ email }) => email },
    { title: 'Country', cell: ({ country }) => country },
    { title: 'Birth date', cell: ({ birthDate }) => birthDate },
    { title: 'Age', cell: ({ age }) => age },
    ...totalColumns(filters),
    { title: 'Added', cell: ({ createdAt }) => timeCell(createdAt) },
    { title: 'Customer id', cell: ({ customerId }) => customerId },
  ],
});
