import { Refusal } from '../refusals/refusal.ts';

/** Reasons to refuse a request that only HTTP knows. */
export type HttpRefusalCode = 'method-not-allowed' | 'payload-too-large' | 'unsupported-media-type';

/** A request that HTTP itself refuses, with the headers that its answer needs; default none. */
export class HttpRefusal extends Refusal<HttpRefusalCode> {
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: HttpRefusalCode, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(code, detail);
    this.headers = headers;
  }
}
