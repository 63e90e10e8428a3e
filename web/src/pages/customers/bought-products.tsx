import { useInfiniteQuery } from '@tanstack/react-query';
import { productsBoughtBy } from '../../api/customers.ts';
import { BoxIcon } from '../../components/icons.tsx';
import { PairsPanel } from '../../components/pairs-panel.tsx';
import { Updating } from '../../components/updating.tsx';
import { ProductLink } from '../../links/product-link.tsx';

/** All products that a customer bought. */
export function BoughtProducts({ customerId }: { readonly customerId: string }) {
  const list = productsBoughtBy(customerId);
  const query = useInfiniteQuery(list);
  return (
    <PairsPanel
      title="Products bought"
      aside={<Updating of={['customers', 'products', customerId]} />}
      noun="product"
      query={query}
      live={{ queryKey: list.queryKey, role: 'follower' }}
      idOf={({ productId }) => productId}
      link={({ productId, name, archived }) => (
        <ProductLink productId={productId} name={name} archived={archived} />
      )}
      icon={<BoxIcon size={22} />}
      none="Nothing bought yet"
    />
  );
}
