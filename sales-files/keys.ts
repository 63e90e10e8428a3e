import { v5 } from 'uuid';

/** The namespace of this project's keys. */
const NAMESPACE = 'd5a4f5be-2f5c-5f0c-9c83-8d6f1c3c3b5e';

/** A key that depends only on its parts: a UUID. */
export const keyOf = (...parts: readonly unknown[]): string => v5(JSON.stringify(parts), NAMESPACE);
