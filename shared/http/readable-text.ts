/**
 * Whether text was decoded without loss. Bytes that are not UTF-8 become U+FFFD: here or, where a body or a query is
 * no binary data to it, in API Gateway, so that afterwards nobody can tell them from a U+FFFD that was sent.
 */
export const isReadable = (text: string): boolean => !text.includes('\uFFFD') && text.isWellFormed();
