/** The bytes that a read unit reads with eventual consistency; half of them with strong consistency. */
export const BYTES_PER_UNIT = 8192;

/** The most keys that one BatchGetItem reads. */
export const MAX_BATCH_KEYS = 100;

/** The most items that one BatchWriteItem writes. */
export const MAX_BATCH_WRITES = 25;

/** The most bytes of a sort key, in UTF-8. */
export const MAX_SORT_KEY_BYTES = 1024;

/** The most items that one transaction writes. */
export const MAX_TRANSACTION_ITEMS = 100;
