import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { customerById } from '../api/customers.ts';
import { CustomerLink } from './customer-link.tsx';

/** A link to a customer, by id. All names on a page are read in one request. */
export function CustomerLinkById({ customerId }: { readonly customerId: string }) {
  const { data } = useQuery(customerById(customerId));
  if (data === undefined) return <Skeleton component="span" display="inline-block" height={10} width={110} />;
  return <CustomerLink customerId={customerId} name={data?.name} />;
}
