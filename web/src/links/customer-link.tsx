import { NamedLink } from './named-link.tsx';

interface CustomerLinkProps {
  readonly customerId: string;
  /** Missing when the customer was removed. */
  readonly name: string | undefined;
}

/** A customer's name, which leads to its page. */
export const CustomerLink = ({ customerId, name }: CustomerLinkProps) => (
  <NamedLink noun="customer" name={name} to="/customers/$customerId" params={{ customerId }} />
);
