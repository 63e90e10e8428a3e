import { Center, Loader } from '@mantine/core';
import { CatchBoundary } from '@tanstack/react-router';
import { createContext, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';
import { lazyComponent } from '../components/lazy-component.ts';
import { showFailed } from '../components/notices.tsx';
import { Dialog } from '../forms/dialog.tsx';
import type { PurchaseStart } from './purchase-start.ts';

const NewPurchase = lazyComponent(() => import('./new-purchase.tsx'), 'NewPurchase');
const Opener = createContext<(start: PurchaseStart) => void>(() => {});

/** Lets every page open the dialog for a new purchase. */
export function NewPurchaseProvider({ children }: { readonly children: ReactNode }) {
  const [start, setStart] = useState<PurchaseStart>();
  const open = (requested: PurchaseStart): void => {
    // Retries if the code could not be loaded the last time.
    void NewPurchase.preload?.();
    setStart(requested);
  };
  const close = useCallback(() => setStart(undefined), []);
  return (
    <Opener value={open}>
      {children}
      <CatchBoundary
        getResetKey={() => start}
        errorComponent={() => null}
        onCatch={() => {
          setStart(undefined);
          showFailed(
            'The form for a new purchase could not be loaded: the server is not responding. Try again in a moment.',
          );
        }}
      >
        {start !== undefined && (
          <Dialog title="New purchase" onClose={close}>
            <Suspense fallback={<Loading />}>
              <NewPurchase start={start} onClose={close} />
            </Suspense>
          </Dialog>
        )}
      </CatchBoundary>
    </Opener>
  );
}

/** Shown while the code of the form is loading. */
function Loading() {
  return (
    <Center mih={220}>
      <Loader role="progressbar" aria-label="Loading" />
    </Center>
  );
}

/** Returns a function that opens the dialog for a new purchase. */
export const useNewPurchase = () => useContext(Opener);
