import { Failure } from '../components/states.tsx';

/** A page that could not be shown at all. */
export function PageFailure({ error }: { readonly error: unknown }) {
  return <Failure error={error} onRetry={() => window.location.reload()} />;
}
