/** The correlation id prefix of events that a test expects in a dead-letter queue. */
export const EXPECTED_FAILURE = 'expected-failure';
