/** A brace, or a string with the colon that makes it a field's name. */
const braceOrString = /[{}]|("(?:[^"\\]+|\\.)*")(\s*:)?/g;

/**
 * The dotted paths of the fields that an object has more than once. JSON.parse takes the last of them, others take the
 * first: what was meant is unknown.
 * @param json well-formed; a path does not tell the places of a list.
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
