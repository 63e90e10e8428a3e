import { NamedLink } from './named-link.tsx';

interface ProductLinkProps {
  readonly productId: string;
  /** Undefined if the product was removed. */
  readonly name: string | undefined;
}

/** A product's name as a link to its page. */
export const ProductLink = ({ productId, name }: ProductLinkProps) => (
  <NamedLink noun="product" name={name} to="/products/$productId" params={{ productId }} />
);
