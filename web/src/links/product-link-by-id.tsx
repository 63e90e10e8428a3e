import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { productById } from '../api/products.ts';
import { ProductLink } from './product-link.tsx';

interface ProductLinkByIdProps {
  readonly productId: string;
  /** What it was called in the past; default: what it is called. */
  readonly name?: string | undefined;
}

/** A link to a product, by id. All names on a page are read in one request. */
export function ProductLinkById({ productId, name }: ProductLinkByIdProps) {
  const { data } = useQuery(productById(productId));
  const called = name ?? data?.name;
  if (data === undefined && called === undefined)
    return <Skeleton component="span" display="inline-block" height={10} width={110} />;
  const archived = data === null ? called !== undefined : data?.archived;
  return <ProductLink productId={productId} name={called} archived={archived} />;
}
