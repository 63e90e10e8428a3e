/** Nobody could be signed in; the message says what to do. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}
