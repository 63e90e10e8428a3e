/** A sales file that cannot be read as it is. The message says what to do, in words for whoever has the file. */
export class SalesFileError extends Error {
  override readonly name = 'SalesFileError';
}
