/**
 * The JSON of a request's body. U+FFFD is written as an escape: the API refuses the character itself, which is what
 * becomes of bytes that are not UTF-8.
 */
export const jsonText = (body: unknown): string => JSON.stringify(body).replaceAll('\uFFFD', '\\ufffd');
