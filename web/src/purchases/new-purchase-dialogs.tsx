import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react';

/** What a new purchase begins with. */
export interface PurchaseStart {
  readonly customerId?: string;
  readonly productId?: string;
  readonly quantity?: number;
}

const NewPurchaseDialog = lazy(() => import('./new-purchase-dialog.tsx'));
const Opener = createContext<(start: PurchaseStart) => void>(() => {});

/** Lets every page open the dialog of a new purchase. */
export function NewPurchaseDialogs({ children }: { readonly children: ReactNode }) {
  const [start, setStart] = useState<PurchaseStart>();
  return (
    <Opener value={setStart}>
      {children}
      <Suspense>
        {start !== undefined && <NewPurchaseDialog start={start} onClose={() => setStart(undefined)} />}
      </Suspense>
    </Opener>
  );
}

/** Opens the dialog of a new purchase. */
export const useNewPurchase = () => useContext(Opener);
