/**
 * The JSON of a request body. U+FFFD is escaped: the API refuses the raw character, because invalid UTF-8 decodes to it.
 */
export const jsonText = (body: unknown): string => JSON.stringify(body).replaceAll('\uFFFD', '\\ufffd');
