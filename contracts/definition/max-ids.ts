/** How many ids one request can name. */
export const MAX_IDS = 100;
