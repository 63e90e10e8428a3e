import type { PurchaseStatus } from '../api/types.ts';
import './status.css';

const looks: Readonly<Record<PurchaseStatus, { readonly text: string; readonly color: string }>> = {
  pending: { text: 'Pending', color: 'var(--page-waiting)' },
  completed: { text: 'Completed', color: 'var(--page-good)' },
  rejected: { text: 'Rejected', color: 'var(--page-bad)' },
  cancelled: { text: 'Cancelled', color: 'var(--page-over)' },
};

export const statusText = (status: PurchaseStatus): string => looks[status].text;

/** The status of a purchase as a chip: a word and a colour. */
export function Status({ status }: { readonly status: PurchaseStatus }) {
  const { text, color } = looks[status];
  return (
    <span className="status" data-status={status} style={{ '--status-color': color } as React.CSSProperties}>
      {text}
    </span>
  );
}
