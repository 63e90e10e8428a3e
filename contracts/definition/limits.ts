// The limits of every request and answer. Limits of single fields are with their schemas. These numbers are also used where
// no schema is needed.

/** The largest body of a request, in bytes; one with more is answered 413. All resources are far smaller. */
export const MAX_BODY_BYTES = 100 * 1024;

/** The longest URL after the host, in bytes, as CloudFront takes it; a longer one is answered 414. */
export const MAX_URL_BYTES = 8192;

/** The request line and all header values together, in bytes, as API Gateway takes them; more is answered 431. */
export const MAX_HEAD_BYTES = 10_240;

/** The maximum number of ids in one request. */
export const MAX_IDS = 100;

/** The maximum number of products in a query for the customers who bought any of them. */
export const MAX_BOUGHT = 10;

/** The maximum number of products whose buyers are listed together. */
export const MAX_PRODUCTS_OF_BUYERS = 100;

/** The maximum number of purchases in one import. */
export const MAX_IMPORTED = 100;

/** The number of items per page if the request does not say. */
export const DEFAULT_LIMIT = 25;

/** The maximum number of items per page. */
export const MAX_LIMIT = 100;

/** The longest cursor, in characters. */
export const MAX_CURSOR = 2048;

/** The longest beginning of words to search for, in characters. */
export const MAX_WORDS = 100;

/** How many items `include` adds to each entity. */
export const MAX_INCLUDED = 10;

/** How many entries a ranking has. */
export const MAX_RANKED = 10;

/** The most days that statistics list. */
export const MAX_DAYS = 366;

/** The longest `Idempotency-Key`, in characters. */
export const MAX_IDEMPOTENCY_KEY = 255;

/** An `Idempotency-Key`: visible ASCII characters. */
export const idempotencyKeyFormat = /* @__PURE__ */ new RegExp(`^[\\x21-\\x7e]{1,${MAX_IDEMPOTENCY_KEY}}$`);

/** The longest `X-Correlation-Id`, in characters. */
export const MAX_CORRELATION_ID = 128;
