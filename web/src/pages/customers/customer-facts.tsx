import { Fragment } from 'react';
import type { CustomerView } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { Time } from '../../components/time.tsx';
import { entriesOf } from '../../forms/text-fields.ts';
import { Changed } from '../../roles/changed.tsx';
import { customerFields } from './customer-fields.ts';

// The name is already the heading of the page.
const { name: _, ...fields } = customerFields;

/** The details of a customer, except the name. */
export function CustomerFacts({ customer }: { readonly customer: CustomerView }) {
  return (
    <Panel title="About">
      <dl className="facts">
        {entriesOf(fields).map(([name, { label, shown }]) => (
          <Fragment key={name}>
            <dt>{label}</dt>
            <dd>{shown?.(customer) ?? customer[name] ?? 'not known'}</dd>
          </Fragment>
        ))}
        <dt>Customer since</dt>
        <dd>
          <Time at={customer.createdAt} />
        </dd>
        <dt>Last changed</dt>
        <dd>
          <Changed at={customer.updatedAt} by={customer.updatedBy} />
        </dd>
      </dl>
    </Panel>
  );
}
