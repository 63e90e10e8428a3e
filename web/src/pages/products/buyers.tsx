import { useInfiniteQuery } from '@tanstack/react-query';
import { buyersOf } from '../../api/products.ts';
import { PeopleIcon } from '../../components/icons.tsx';
import { PairsPanel } from '../../components/pairs-panel.tsx';
import { Updating } from '../../components/updating.tsx';
import { CustomerLink } from '../../links/customer-link.tsx';

interface BuyersProps {
  readonly productId: string;
  /** Whether it is no longer sold; default: it is. */
  readonly archived?: boolean;
}

/** All customers who bought a product. */
export function Buyers({ productId, archived = false }: BuyersProps) {
  const list = buyersOf(productId, archived);
  const query = useInfiniteQuery(list);
  return (
    <PairsPanel
      title="Bought by"
      aside={<Updating of={['products', 'customers', productId]} />}
      noun="customer"
      query={query}
      live={{ queryKey: list.queryKey, role: 'follower' }}
      idOf={({ customerId }) => customerId}
      link={({ customerId, name }) => <CustomerLink customerId={customerId} name={name} />}
      icon={<PeopleIcon size={22} />}
      none="Nobody has bought it yet"
    />
  );
}
