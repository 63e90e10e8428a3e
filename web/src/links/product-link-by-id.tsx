import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { productById } from '../api/products.ts';
import { ProductLink } from './product-link.tsx';

/** A link to a product, by id. All names on a page are read in one request. */
export function ProductLinkById({ productId }: { readonly productId: string }) {
  const { data } = useQuery(productById(productId));
  if (data === undefined) return <Skeleton component="span" display="inline-block" height={10} width={110} />;
  return <ProductLink productId={productId} name={data?.name} />;
}
