import type { Collection, Store } from '../../data/store.ts';
import type { EventSourceSpec } from '../../model.ts';
import type { StreamPosition } from './stream-reader.ts';

type Source = Pick<EventSourceSpec, 'functionArn' | 'sourceArn'>;

/**
 * How far each function has handled each stream. A position is noted after its records have been handled, so at worst
 * some of them are handled again.
 */
export class StreamPositions {
  readonly #positions: Collection<StreamPosition>;

  constructor(store: Store) {
    this.#positions = store.collection('stream positions');
  }

  /** The position when the data were last used. */
  of(source: Source): StreamPosition | undefined {
    return this.#positions.kept.get(keyOf(source));
  }

  /** Returns what notes the position of a source from now on. */
  noteFor(source: Source): (position: StreamPosition) => void {
    return (position) => this.#positions.note(keyOf(source), position);
  }

  /** The stream is about to begin anew. */
  forget(source: Source): void {
    this.#positions.forget(keyOf(source));
  }

  /** The number of the last record that all of a stream's sources had handled; undefined if there is none. */
  handledByAll(sources: readonly Source[]): string | undefined {
    const handled = sources.map((source) => this.of(source)?.sequenceNumber);
    if (handled.includes(undefined)) return undefined;
    const inOrder = handled.map((number) => BigInt(number as string)).toSorted((a, b) => (a < b ? -1 : 1));
    return inOrder[0]?.toString();
  }
}

const keyOf = ({ functionArn, sourceArn }: Source): string => `${functionArn} ${sourceArn}`;
