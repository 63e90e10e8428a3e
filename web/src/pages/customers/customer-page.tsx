import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { customerById, totalsOfCustomer } from '../../api/customers.ts';
import type { CustomerView } from '../../api/types.ts';
import { EntityPage } from '../../components/entity-page.tsx';
import { PeopleIcon } from '../../components/icons.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { LatestPurchases } from '../../latest-purchases/latest-purchases.tsx';
import { UnitsOverTime } from '../../latest-purchases/units-over-time.tsx';
import { ButtonLink, TextLink } from '../../links/links.tsx';
import { useLive } from '../../live/use-live.ts';
import { useNewPurchase } from '../../new-purchase/new-purchase-provider.tsx';
import { EditorButton } from '../../roles/editor-button.tsx';
import { TotalsStrip } from '../../totals/totals-strip.tsx';
import { BoughtProducts } from './bought-products.tsx';
import { EditCustomerDialog } from './customer-dialog.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { ExportButton } from './export-button.tsx';
import { RemoveCustomerDialog } from './remove-customer-dialog.tsx';

const route = getRouteApi('/customers/$customerId');

/** A customer's details and purchases. */
export function CustomerPage() {
  const { customerId } = route.useParams();
  const query = useQuery(customerById(customerId));
  useLive(customerById(customerId));
  return (
    <EntityPage
      key={customerId}
      query={query}
      noun="customer"
      icon={<PeopleIcon size={22} />}
      missing="This customer does not exist or has been removed"
      list={
        <ButtonLink variant="default" to="/customers">
          All customers
        </ButtonLink>
      }
    >
      {(customer) => (
        <Customer
          customer={customer}
          onReload={async () => (await query.refetch({ throwOnError: true })).data}
        />
      )}
    </EntityPage>
  );
}

interface CustomerProps {
  readonly customer: CustomerView;
  /** Reads the customer again. */
  readonly onReload: () => Promise<CustomerView | null | undefined>;
}

function Customer({ customer, onReload }: CustomerProps) {
  const { customerId, name } = customer;
  useLive(totalsOfCustomer(customerId), 'follower');
  const openNewPurchase = useNewPurchase();
  const [dialog, setDialog] = useState<'remove'>();
  // The customer when the form was opened: later reads must not change what the edit is based on.
  const [edited, setEdited] = useState<CustomerView>();
  const close = (): void => setDialog(undefined);
  return (
    <>
      <PageHeader
        title={name}
        parent={
          <TextLink to="/customers" size="sm">
            Customers
          </TextLink>
        }
        actions={
          <>
            <EditorButton
              variant="default"
              deed="add purchases"
              onClick={() => openNewPurchase({ customerId })}
            >
              Buy something
            </EditorButton>
            <EditorButton variant="default" deed="edit customers" onClick={() => setEdited(customer)}>
              Edit
            </EditorButton>
            <ExportButton customerId={customerId} />
            <EditorButton variant="default" deed="remove customers" onClick={() => setDialog('remove')}>
              Remove
            </EditorButton>
          </>
        }
      />
      <div className="rows">
        <TotalsStrip
          query={useQuery(totalsOfCustomer(customerId))}
          labels={{ revenue: 'Spent', units: 'Units bought', last: 'Last purchase' }}
        />
        <div className="two-columns">
          <div className="column">
            <LatestPurchases filters={{ customerId }} shows="product" />
          </div>
          <div className="column">
            <CustomerFacts customer={customer} />
            <UnitsOverTime filters={{ customerId }} />
          </div>
        </div>
        <BoughtProducts customerId={customerId} />
      </div>
      {edited !== undefined && (
        <EditCustomerDialog customer={edited} onClose={() => setEdited(undefined)} onReload={onReload} />
      )}
      {dialog === 'remove' && (
        <RemoveCustomerDialog customer={customer} onClose={close} onReload={() => void onReload()} />
      )}
    </>
  );
}
