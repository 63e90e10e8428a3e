/** The headers that tell the API who asks: none until people can sign in. */
export const identityHeaders = (): Record<string, string> => ({});
