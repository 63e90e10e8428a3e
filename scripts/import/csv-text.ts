/** A file's text: UTF-8, or Windows-1252 where it is not. Line breaks of all kinds become LF. */
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

/** The separator that the header uses most: comma, semicolon or tab. */
export function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1);
  const uses = (delimiter: string): number => header.split(delimiter).length;
  return [';', '\t'].reduce((best, other) => (uses(other) > uses(best) ? other : best), ',');
}
