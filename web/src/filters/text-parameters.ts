/**
 * What a page takes of its URL's query: every text, by name. Whether it makes sense, and whether there is such a
 * parameter, is the page's to say, with its service's schema, which is loaded with it.
 */
export const textParameters =
  <Name extends string>() =>
  (search: Record<string, unknown>): Partial<Record<Name, string | undefined>> => {
    const given = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '');
    return Object.fromEntries(given) as Partial<Record<Name, string>>;
  };
