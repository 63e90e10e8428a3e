import { useQuery } from '@tanstack/react-query';
import { isComplete, purchaseHistory } from '../../api/purchases.ts';
import type { Purchase } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { RowSkeletons } from '../../components/row-skeletons.tsx';
import { Failure, NotYetLoaded } from '../../components/states.tsx';
import { CorrelationIds } from './correlation-ids.tsx';
import { awaitedText } from './step-text.ts';
import { TimelineStep } from './timeline-step.tsx';
import './timeline.css';

/** The history of a purchase across all services, updated until it is complete. */
export function Timeline({ purchase }: { readonly purchase: Purchase }) {
  return (
    <Panel title="History">
      <Steps purchase={purchase} />
    </Panel>
  );
}

function Steps({ purchase }: { readonly purchase: Purchase }) {
  const { data: steps, error, failureCount, isPending, refetch } = useQuery(purchaseHistory(purchase));
  if (isPending) return failureCount > 0 ? <NotYetLoaded /> : <RowSkeletons label="Loading the history" />;
  if (steps === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <ol className="timeline" aria-label="History" aria-live="polite">
        {steps.map((step) => (
          <TimelineStep key={step.eventId} step={step} steps={steps} purchase={purchase} />
        ))}
        {!isComplete(steps, purchase) && <li data-waiting>{awaitedText(steps, purchase)}…</li>}
      </ol>
      {steps.length > 0 && <CorrelationIds steps={steps} />}
    </>
  );
}
