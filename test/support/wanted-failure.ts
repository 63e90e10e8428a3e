/** Begins the correlation id of an event that a test wants to see in a dead-letter queue. */
export const WANTED_FAILURE = 'wanted-failure';
