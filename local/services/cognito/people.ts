import { v5 as uuidV5 } from 'uuid';
import { type Collection, noStore } from '../../data/store.ts';

/** Who a user pool begins with. */
export interface Person {
  readonly email: string;
  readonly name: string;
  /** Names of groups that the user pool has. */
  readonly groups: readonly string[];
}

/** A person with the id that tokens carry. */
export interface KnownPerson extends Person {
  /** A UUID that the same e-mail address has on every start. */
  readonly sub: string;
  /** In milliseconds since 1970. */
  readonly createdAt: number;
}

/** Someone is to be put into a group that the user pool does not have. */
export class UnknownGroupError extends Error {
  override readonly name = 'UnknownGroupError';
}

const NAMESPACE = '0bb2d5d5-9f3c-4f5e-9d4b-7e1f2f6f5a51';

/** The people of one user pool, by e-mail address. */
export class People {
  readonly #groups: ReadonlySet<string>;
  readonly #first: readonly Person[];
  readonly #bySub = new Map<string, KnownPerson>();
  readonly #records: Collection<KnownPerson>;

  /**
   * @param records remembers the people, by their ids; default: nothing does
   * @throws UnknownGroupError
   */
  constructor(
    groups: readonly string[],
    first: readonly Person[],
    records: Collection<KnownPerson> = noStore.collection('people'),
  ) {
    this.#groups = new Set(groups);
    this.#first = first;
    this.#records = records;
    for (const person of first) this.#put(this.#toKnown(person));
  }

  /** Makes everybody who is here those who were when the data were last used. */
  restore(): void {
    this.#bySub.clear();
    // The pool may have lost a group meanwhile.
    for (const person of this.#records.kept.values()) {
      this.#put({ ...person, groups: person.groups.filter((group) => this.#groups.has(group)) });
    }
  }

  get all(): readonly KnownPerson[] {
    return [...this.#bySub.values()];
  }

  find(sub: string): KnownPerson | undefined {
    return this.#bySub.get(sub);
  }

  /** Adds a person, or changes the one with this address. @throws UnknownGroupError */
  add(person: Person): KnownPerson {
    const added = this.#toKnown(person);
    this.#put(added);
    this.#records.note(added.sub, added);
    return added;
  }

  /** Removes a person: tokens that were given out stay valid until they expire, but cannot be renewed. */
  remove(email: string): void {
    const sub = subOf(email);
    this.#bySub.delete(sub);
    this.#records.forget(sub);
  }

  /** From now on new tokens name these groups. @throws UnknownGroupError */
  setGroups(email: string, groups: readonly string[]): void {
    const person = this.find(subOf(email));
    if (person !== undefined) this.add({ ...person, groups });
  }

  /** Makes everybody who is here those with whom the pool began. */
  reset(): void {
    for (const sub of this.#bySub.keys()) this.#records.forget(sub);
    this.#bySub.clear();
    for (const person of this.#first) this.add(person);
  }

  #put(person: KnownPerson): void {
    this.#bySub.set(person.sub, person);
  }

  #toKnown(person: Person): KnownPerson {
    const email = person.email.toLowerCase();
    const sub = subOf(email);
    const createdAt = this.find(sub)?.createdAt ?? Date.now();
    return { ...person, email, groups: this.#known(person.groups), sub, createdAt };
  }

  #known(groups: readonly string[]): string[] {
    const unknown = groups.find((group) => !this.#groups.has(group));
    if (unknown === undefined) return [...new Set(groups)];
    const allowed = [...this.#groups].join(', ') || 'none';
    throw new UnknownGroupError(`The user pool has no group "${unknown}"; allowed: ${allowed}.`);
  }
}

/** The id of the person with an e-mail address. */
export function subOf(email: string): string {
  return uuidV5(email.toLowerCase(), NAMESPACE);
}
