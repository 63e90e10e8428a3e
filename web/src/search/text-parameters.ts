/**
 * What a page takes of its URL's query: text, by name. Whether the text makes sense is the page's to say, with its
 * service's schema, which is loaded with it.
 * @param names the parameters that the page has a field for.
 */
export const textParameters =
  <Name extends string>(names: readonly Name[]) =>
  (search: Record<string, unknown>): Partial<Record<Name, string>> => {
    const given = names.flatMap((name) => {
      const value = search[name];
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    });
    return Object.fromEntries(given) as Partial<Record<Name, string>>;
  };
