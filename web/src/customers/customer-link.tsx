import { Text } from '@mantine/core';
import { TextLink } from '../components/links.tsx';

interface CustomerLinkProps {
  readonly customerId: string;
  /** Missing when the customer was removed. */
  readonly name: string | undefined;
}

/** A customer's name, which leads to its page. */
export function CustomerLink({ customerId, name }: CustomerLinkProps) {
  if (name === undefined) {
    return (
      <Text span size="sm" c="dimmed" fs="italic">
        removed customer
      </Text>
    );
  }
  return (
    <TextLink to="/customers/$customerId" params={{ customerId }} size="sm">
      {name}
    </TextLink>
  );
}
