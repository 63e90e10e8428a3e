import { CatchBoundary } from '@tanstack/react-router';
import { createContext, type ReactNode, Suspense, useContext, useState } from 'react';
import { lazyComponent } from '../components/lazy-component.ts';
import { showFailed } from '../components/notices.ts';

/** What a new purchase begins with. */
export interface PurchaseStart {
  readonly customerId?: string;
  readonly productId?: string;
  readonly quantity?: number;
}

const NewPurchaseDialog = lazyComponent(() => import('./new-purchase-dialog.tsx'), 'default');
const Opener = createContext<(start: PurchaseStart) => void>(() => {});

/** Lets every page open the dialog of a new purchase. */
export function NewPurchaseDialogs({ children }: { readonly children: ReactNode }) {
  const [start, setStart] = useState<PurchaseStart>();
  const open = (wanted: PurchaseStart): void => {
    // Code that could not be loaded the last time is asked for again.
    void NewPurchaseDialog.preload?.();
    setStart(wanted);
  };
  return (
    <Opener value={open}>
      {children}
      <CatchBoundary
        getResetKey={() => start}
        errorComponent={() => null}
        onCatch={() => {
          setStart(undefined);
          showFailed('New purchase cannot be opened: the server does not answer. Try again in a moment.');
        }}
      >
        <Suspense>
          {start !== undefined && <NewPurchaseDialog start={start} onClose={() => setStart(undefined)} />}
        </Suspense>
      </CatchBoundary>
    </Opener>
  );
}

/** Opens the dialog of a new purchase. */
export const useNewPurchase = () => useContext(Opener);
