import { newId } from '../values/ids.ts';

export const CORRELATION_HEADER = 'x-correlation-id';

const accepted = /^[\w.:/+=@-]{1,128}$/;

/** The caller's correlation id when it is a plain token of 1..128 characters, otherwise a new one. */
export const correlationIdFrom = (header: string | undefined): string =>
  header !== undefined && accepted.test(header) ? header : newId();
