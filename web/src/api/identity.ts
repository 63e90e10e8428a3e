/** The credentials of the user as headers: none until people can sign in. */
export const identityHeaders = (): Record<string, string> => ({});
