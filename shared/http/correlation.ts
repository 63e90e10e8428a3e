import { newId } from '../values/ids.ts';

export const CORRELATION_HEADER = 'x-correlation-id';

const accepted = /^[\w.:/+=@-]{1,128}$/;

/** The caller's correlation id when it is one plain token of 1..128 characters, otherwise a new one. */
export function correlationIdFrom(values: readonly string[]): string {
  const [value = '', ...others] = new Set(values);
  return others.length === 0 && accepted.test(value) ? value : newId();
}
