import { Text } from '@mantine/core';
import { TextLink } from '../components/links.tsx';

interface ProductLinkProps {
  readonly productId: string;
  /** Missing when the product was removed. */
  readonly name: string | undefined;
}

/** A product's name, which leads to its page. */
export function ProductLink({ productId, name }: ProductLinkProps) {
  if (name === undefined) {
    return (
      <Text span size="sm" c="dimmed" fs="italic">
        removed product
      </Text>
    );
  }
  return (
    <TextLink to="/products/$productId" params={{ productId }} size="sm">
      {name}
    </TextLink>
  );
}
