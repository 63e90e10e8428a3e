import { type QueryKey, useIsMutating } from '@tanstack/react-query';
import { settlingKey } from '../api/settle.ts';
import './updating.css';

/** Says, while a list is read again after a purchase, that more may follow. @param of the list's key. */
export function Updating({ of }: { readonly of: QueryKey }) {
  const isUpdating = useIsMutating({ mutationKey: settlingKey(of) }) > 0;
  return (
    <span role="status" className="updating">
      {isUpdating && 'Updating…'}
    </span>
  );
}
