import { usePerson } from './use-me.ts';

/** Characters of an id that are enough to tell a few people apart. */
const SHORT = 8;

/** Who did something: "you", or the start of the id of somebody else, whose name nobody keeps. */
export function ActorName({ id }: { readonly id: string }) {
  const person = usePerson();
  return person?.id === id ? (
    'you'
  ) : (
    <code className="id" title={id}>
      {id.slice(0, SHORT)}
    </code>
  );
}
