import { useQuery } from '@tanstack/react-query';
import { isWhole, purchaseHistory } from '../../api/purchases.ts';
import type { Purchase } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { RowSkeletons } from '../../components/row-skeletons.tsx';
import { Failure, NotYetKnown } from '../../components/states.tsx';
import { CorrelationIds } from './correlation-ids.tsx';
import { awaitedText } from './step-text.ts';
import { TimelineStep } from './timeline-step.tsx';
import './timeline.css';

/** The history of a purchase across all services. It grows while more events are expected. */
export function Timeline({ purchase }: { readonly purchase: Purchase }) {
  return (
    <Panel title="History">
      <Steps purchase={purchase} />
    </Panel>
  );
}

function Steps({ purchase }: { readonly purchase: Purchase }) {
  const { data: steps, error, failureCount, isPending, refetch } = useQuery(purchaseHistory(purchase));
  if (isPending) return failureCount > 0 ? <NotYetKnown /> : <RowSkeletons label="Loading the history" />;
  if (steps === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <ol className="timeline" aria-label="History" aria-live="polite">
        {steps.map((step) => (
          <TimelineStep key={step.eventId} step={step} steps={steps} purchase={purchase} />
        ))}
        {!isWhole(steps, purchase) && <li data-waiting>{awaitedText(steps, purchase)}…</li>}
      </ol>
      {steps.length > 0 && <CorrelationIds steps={steps} />}
    </>
  );
}
