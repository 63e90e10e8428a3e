import { useState } from 'react';
import type { Purchase } from '../api/types.ts';
import { Dialog } from '../forms/dialog.tsx';
import type { PurchaseStart } from './new-purchase-dialogs.tsx';
import { PurchaseForm } from './purchase-form.tsx';
import { PurchaseOutcome } from './purchase-outcome.tsx';

interface NewPurchaseDialogProps {
  readonly start: PurchaseStart;
  readonly onClose: () => void;
}

/** Requests a purchase and follows it to its outcome. */
export default function NewPurchaseDialog({ start, onClose }: NewPurchaseDialogProps) {
  const [filled, setFilled] = useState(start);
  const [requested, setRequested] = useState<Purchase>();
  return (
    <Dialog onClose={onClose} title="New purchase">
      {requested === undefined ? (
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
      )}
    </Dialog>
  );
}
