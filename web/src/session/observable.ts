/** A value that changes, and that others can follow. */
export interface Observable<Value> {
  readonly current: () => Value;
  readonly become: (next: Value) => void;
  /** Calls `listener` after each change. Returns how to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves as soon as `isReached` holds; checked now, and after each change. */
  readonly until: (isReached: (value: Value) => boolean) => Promise<void>;
}

export function observable<Value>(first: Value): Observable<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    current: () => value,
    become(next) {
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe,
    until: (isReached) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!isReached(value)) return;
          stop();
          resolve();
        };
        const stop = subscribe(check);
        check();
      }),
  };
}
