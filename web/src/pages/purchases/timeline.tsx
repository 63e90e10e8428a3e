import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { isComplete, purchaseHistory } from '../../api/purchases.ts';
import type { Purchase } from '../../api/types.ts';
import { Panel } from '../../components/panel.tsx';
import { RowSkeletons } from '../../components/row-skeletons.tsx';
import { Failure, NotYetLoaded } from '../../components/states.tsx';
import { CorrelationIds } from './correlation-ids.tsx';
import { awaitedText } from './step-text.ts';
import { TimelineStep } from './timeline-step.tsx';
import './timeline.css';

/** The history of a purchase across all services, updated until it is complete. Names and ids of events are folded away. */
export function Timeline({ purchase }: { readonly purchase: Purchase }) {
  const [isTechnical, setTechnical] = useState(false);
  const stepsId = useId();
  return (
    <Panel
      title="History"
      aside={
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={isTechnical}
          aria-controls={stepsId}
          onClick={() => setTechnical(!isTechnical)}
        >
          {isTechnical ? 'Hide technical details' : 'Technical details'}
        </Button>
      }
    >
      <div id={stepsId}>
        <Steps purchase={purchase} isTechnical={isTechnical} />
      </div>
    </Panel>
  );
}

interface StepsProps {
  readonly purchase: Purchase;
  readonly isTechnical: boolean;
}

function Steps({ purchase, isTechnical }: StepsProps) {
  const { data: steps, error, failureCount, isPending, refetch } = useQuery(purchaseHistory(purchase));
  if (isPending) return failureCount > 0 ? <NotYetLoaded /> : <RowSkeletons label="Loading the history" />;
  if (steps === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <ol className="timeline" aria-label="History" aria-live="polite">
        {steps.map((step) => (
          <TimelineStep
            key={step.eventId}
            step={step}
            steps={steps}
            purchase={purchase}
            isTechnical={isTechnical}
          />
        ))}
        {!isComplete(steps, purchase) && <li data-waiting>{awaitedText(steps, purchase)}…</li>}
      </ol>
      {isTechnical && <CorrelationIds steps={steps} />}
    </>
  );
}
