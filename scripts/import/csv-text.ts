/** Decodes a file as UTF-8, or as Windows-1252 if it is not valid UTF-8. All line breaks become LF. */
export function textOf(bytes: Uint8Array): string {
  return decode(bytes).replace(/\r\n?/g, '\n');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The delimiter that occurs most often in the header: comma, semicolon or tab. */
export function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  const uses = (delimiter: string): number => header.split(delimiter).length;
  return [';', '\t'].reduce((best, other) => (uses(other) > uses(best) ? other : best), ',');
}
