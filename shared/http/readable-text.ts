/**
 * Whether text was decoded without loss. Bytes that are not UTF-8 become U+FFFD, either here or already in API Gateway,
 * and then cannot be told apart from a U+FFFD that the client sent.
 */
export const isReadable = (text: string): boolean => !text.includes('\uFFFD') && text.isWellFormed();
