import { Refusal } from '../refusals/refusal.ts';

/** Refusals that exist only in HTTP. */
export type HttpRefusalCode =
  | 'not-signed-in'
  | 'access-denied'
  | 'method-not-allowed'
  | 'payload-too-large'
  | 'unsupported-media-type';

/** A refusal that exists only in HTTP, with headers for its answer; default none. */
export class HttpRefusal extends Refusal<HttpRefusalCode> {
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: HttpRefusalCode, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(code, detail);
    this.headers = headers;
  }
}
