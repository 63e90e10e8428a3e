import { useState } from 'react';
import type { Purchase } from '../api/types.ts';
import { PurchaseForm } from './purchase-form.tsx';
import { PurchaseOutcome } from './purchase-outcome.tsx';
import type { PurchaseStart } from './purchase-start.ts';

interface NewPurchaseProps {
  readonly start: PurchaseStart;
  readonly onClose: () => void;
}

/** Requests a purchase and shows its outcome. */
export function NewPurchase({ start, onClose }: NewPurchaseProps) {
  const [filled, setFilled] = useState(start);
  const [requested, setRequested] = useState<Purchase>();
  return requested === undefined ? (
    <PurchaseForm start={filled} onRequested={setRequested} onClose={onClose} />
  ) : (
    <PurchaseOutcome
      requested={requested}
      onAnother={(next) => {
        setFilled(next);
        setRequested(undefined);
      }}
      onClose={onClose}
    />
  );
}
