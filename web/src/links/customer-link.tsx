import { NamedLink } from './named-link.tsx';

interface CustomerLinkProps {
  readonly customerId: string;
  /** Undefined if the customer was removed. */
  readonly name: string | undefined;
}

/** A customer's name as a link to the customer's page. */
export const CustomerLink = ({ customerId, name }: CustomerLinkProps) => (
  <NamedLink noun="customer" name={name} to="/customers/$customerId" params={{ customerId }} />
);
