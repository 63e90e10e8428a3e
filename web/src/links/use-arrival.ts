import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

/** What a link to a page may ask it to open: the form for a new entity, or the one for the stock. */
export type Opened = 'add' | 'stock';

/** Opens something once if the reader came for it. */
export function useArrival(wanted: Opened, open: () => void): void {
  const opens = useLocation({ select: ({ state }) => state.opens });
  const navigate = useNavigate();
  useEffect(() => {
    if (opens !== wanted) return;
    open();
    // So that it is not opened again by Back, or by a reload.
    void navigate({ to: '.', search: true, replace: true, state: {} });
  }, [opens, wanted, open, navigate]);
}
