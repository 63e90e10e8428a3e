/** The API refused a request. `code` is the last part of the problem's type, such as `unknown-customer`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** The API did not answer, or with nothing but server errors, in several attempts. */
export class ApiUnavailable extends Error {
  override readonly name = 'ApiUnavailable';
}
