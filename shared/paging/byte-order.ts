/** Compares as DynamoDB sorts strings: by their UTF-8 bytes (JavaScript's `<` compares UTF-16 units). */
export const byteOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
