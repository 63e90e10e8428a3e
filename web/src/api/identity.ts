/** The headers that tell the API who asks. It answers everybody on its network as yet, so there are none. */
export const identityHeaders = (): Record<string, string> => ({});
