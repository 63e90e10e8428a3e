import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { customerStatistics, productStatistics } from '../../api/statistics.ts';
import { stillLoading } from '../../api/still-loading.ts';
import { Panel } from '../../components/panel.tsx';
import { EditorButton } from '../../roles/editor-button.tsx';
import './first-steps.css';

/** Whether there is nothing yet, and nothing on its way: neither customers nor products, nor purchases of removed ones. */
export function useIsNew(): boolean {
  const { data: loading } = useQuery(stillLoading());
  const customers = useQuery({ ...customerStatistics(), select: isNothing });
  const products = useQuery({ ...productStatistics(), select: isNothing });
  return loading === null && customers.data === true && products.data === true;
}

const isNothing = ({ count, top }: { readonly count: number; readonly top: readonly unknown[] }): boolean =>
  count === 0 && top.length === 0;

/** What to do with an empty shop. */
export function FirstSteps() {
  const navigate = useNavigate();
  return (
    <Panel title="How to begin">
      <ol className="first-steps">
        <Step title="Add a product" text="With its price, and how many there are.">
          <EditorButton
            deed="add products"
            onClick={() => void navigate({ to: '/products', state: { opens: 'add' } })}
          >
            Add product
          </EditorButton>
        </Step>
        <Step title="Add a customer" text="Then you can sell: “New purchase” is on top of every page.">
          <EditorButton
            variant="default"
            deed="add customers"
            onClick={() => void navigate({ to: '/customers', state: { opens: 'add' } })}
          >
            Add customer
          </EditorButton>
        </Step>
        <Step
          title="Or import what you have sold"
          text="Any shop’s CSV or Excel file. It brings its customers and products along, and first shows how it is read."
        >
          <EditorButton
            variant="default"
            deed="import sales"
            onClick={() => void navigate({ to: '/import' })}
          >
            Import a file
          </EditorButton>
        </Step>
      </ol>
    </Panel>
  );
}

interface StepProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Step({ title, text, children }: StepProps) {
  return (
    <li>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      {children}
    </li>
  );
}
