import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { outOfStock } from '../api/products.ts';
import { latestPurchases } from '../api/purchases.ts';
import { BoxIcon, ReceiptIcon } from '../components/icons.tsx';
import { TextLink } from '../components/links.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ProductLink } from '../products/product-link.tsx';
import { ShortPurchaseRow } from '../purchases/short-purchase-row.tsx';
import { ShortList } from './short-list.tsx';

const LISTED = 10;

/** The overview: what was bought last, and what is sold out. */
export function StartPage() {
  const purchases = useQuery(latestPurchases({}, LISTED));
  const soldOut = useQuery(outOfStock(LISTED));
  return (
    <>
      <PageHeader title="Overview" detail="Who bought what last, and what is sold out" />
      <div className="two-columns">
        <ShortList
          title="Recent purchases"
          query={purchases}
          aside={
            <TextLink to="/purchases" size="sm">
              Show all
            </TextLink>
          }
          icon={<ReceiptIcon size={22} />}
          none="No purchases yet"
          row={(purchase) => <ShortPurchaseRow key={purchase.purchaseId} listed={purchase} shows="both" />}
        />
        <ShortList
          title="Sold out"
          query={soldOut}
          aside={
            <TextLink to="/products" search={{ inStock: 'false' }} size="sm">
              Show all
            </TextLink>
          }
          icon={<BoxIcon size={22} />}
          none="Everything is in stock"
          row={({ productId, name, category }) => (
            <Table.Tr key={productId}>
              <Table.Td>
                <ProductLink productId={productId} name={name} />
              </Table.Td>
              <Table.Td c="dimmed" className="number">
                {category}
              </Table.Td>
            </Table.Tr>
          )}
        />
      </div>
    </>
  );
}
