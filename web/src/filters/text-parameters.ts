/**
 * The text parameters in a URL's query. They are validated later by the page, with the service's schema, which is loaded
 * with the page.
 */
export const textParameters =
  <Name extends string>() =>
  (search: Record<string, unknown>): Partial<Record<Name, string | undefined>> => {
    const given = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '');
    return Object.fromEntries(given) as Partial<Record<Name, string>>;
  };
