import { Time } from '../components/time.tsx';
import { ActorName } from './actor-name.tsx';

interface ChangedProps {
  /** ISO 8601. */
  readonly at: string;
  /** Missing if nobody was signed in. */
  readonly by: { readonly id: string } | undefined;
}

/** When something was done, and by whom. */
export function Changed({ at, by }: ChangedProps) {
  return (
    <>
      <Time at={at} />
      {by !== undefined && (
        <>
          {' '}
          by <ActorName id={by.id} />
        </>
      )}
    </>
  );
}
