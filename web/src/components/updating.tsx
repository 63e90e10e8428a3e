import { type QueryKey, useIsMutating } from '@tanstack/react-query';
import { settlingKey } from '../api/settle.ts';
import './updating.css';

/** Shows that a list is still being updated after a purchase. @param of the key of the list. */
export function Updating({ of }: { readonly of: QueryKey }) {
  const isUpdating = useIsMutating({ mutationKey: settlingKey(of) }) > 0;
  return (
    <span role="status" className="updating">
      {isUpdating && 'Updating…'}
    </span>
  );
}
