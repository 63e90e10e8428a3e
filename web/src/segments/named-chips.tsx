import { useQuery } from '@tanstack/react-query';
import { customerById } from '../api/customers.ts';
import { productById } from '../api/products.ts';
import { Chip } from './chip.tsx';

interface NamedChipProps {
  readonly label: string;
  readonly id: string;
  readonly onRemove: () => void;
}

/** A filter by a product. */
export function ProductChip({ id, ...chip }: NamedChipProps) {
  const { data } = useQuery(productById(id));
  return <Chip {...chip} name={data === null ? 'removed product' : data?.name} />;
}

/** A filter by a customer. */
export function CustomerChip({ id, ...chip }: NamedChipProps) {
  const { data } = useQuery(customerById(id));
  return <Chip {...chip} name={data === null ? 'removed customer' : data?.name} />;
}
