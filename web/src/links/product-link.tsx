import { NamedLink } from './named-link.tsx';

interface ProductLinkProps {
  readonly productId: string;
  /** Undefined if nothing is known of the product. */
  readonly name: string | undefined;
  /** Whether it is no longer sold; default: it is. */
  readonly archived?: boolean | undefined;
}

/** A product's name as a link to its page, marked if it is no longer sold. */
export const ProductLink = ({ productId, name, archived = false }: ProductLinkProps) => (
  <NamedLink
    noun="product"
    name={name}
    note={archived ? 'no longer sold' : undefined}
    to="/products/$productId"
    params={{ productId }}
  />
);
