import type { PurchaseStatus } from '../api/types.ts';

const looks: Readonly<Record<PurchaseStatus, { readonly text: string; readonly color: string }>> = {
  pending: { text: 'Pending', color: 'var(--mantine-color-yellow-7)' },
  completed: { text: 'Completed', color: 'var(--mantine-color-teal-6)' },
  rejected: { text: 'Rejected', color: 'var(--mantine-color-red-7)' },
  cancelled: { text: 'Cancelled', color: 'var(--mantine-color-gray-6)' },
};

export const statusText = (status: PurchaseStatus): string => looks[status].text;

/** The status of a purchase: a word and a colour. */
export function Status({ status }: { readonly status: PurchaseStatus }) {
  const { text, color } = looks[status];
  return (
    <span className="status" data-status={status} style={{ '--status-color': color } as React.CSSProperties}>
      {text}
    </span>
  );
}
