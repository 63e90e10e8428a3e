// Beside the parameters that they limit, these numbers are used where no schema is needed.

/** The maximum number of ids in one request. */
export const MAX_IDS = 100;

/** The number of items per page if the request does not say. */
export const DEFAULT_LIMIT = 25;
