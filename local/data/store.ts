/** Records of one kind, by key. */
export interface Collection<Value> {
  /** What was on disk when the store was opened. */
  readonly kept: ReadonlyMap<string, Value>;
  /** Writes a record, and resolves once it is on disk. @throws NotWrittenError if it cannot be, and then it is not */
  write(key: string, value: Value): Promise<void>;
  /** Writes a record soon; nobody has to wait, because a write that fails is repeated until it succeeds. */
  note(key: string, value: Value): void;
  /** Removes a record soon, like {@link note}. */
  forget(key: string): void;
}

/**
 * What the runtime remembers besides the tables. Changes are written in their order; those of one turn of the event
 * loop are written together or not at all.
 */
export interface Store {
  collection<Value>(name: string): Collection<Value>;
  /** Resolves once all changes so far are on disk. @throws NotWrittenError if they cannot be now */
  saved(): Promise<void>;
  /** Writes what has been noted, and frees what the store holds. */
  close(): Promise<void>;
}

/** A record could not be written, so what it stands for has not happened; the message is SQLite's. */
export class NotWrittenError extends Error {
  override readonly name = 'NotWrittenError';
}

/** A store that remembers nothing: everything is gone when the process ends. */
export const noStore: Store = {
  collection: () => ({ kept: new Map(), write: async () => {}, note() {}, forget() {} }),
  async saved() {},
  async close() {},
};
