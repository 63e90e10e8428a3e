/** A brace, or a string with the colon that makes it a field's name. */
const braceOrString = /[{}]|("(?:[^"\\]+|\\.)*")(\s*:)?/g;

/**
 * The dotted paths of duplicate fields. JSON.parse keeps the last one and other parsers the first, so the intention is
 * unknown.
 * @param json well-formed; paths do not contain list indexes.
 */
export function repeatedFields(json: string): string[] {
  const repeated = new Set<string>();
  const open: { readonly path: string; readonly fields: Set<string>; last: string }[] = [];
  for (const [token, text, colon] of json.matchAll(braceOrString)) {
    const object = open.at(-1);
    if (token === '{') {
      open.push({ path: object === undefined ? '' : `${object.last}.`, fields: new Set(), last: '' });
    } else if (token === '}') {
      open.pop();
    } else if (colon !== undefined && object !== undefined) {
      const name: string = JSON.parse(text ?? '');
      object.last = object.path + name;
      if (object.fields.has(name)) repeated.add(object.last);
      object.fields.add(name);
    }
  }
  return [...repeated];
}
