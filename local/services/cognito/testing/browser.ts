/** Where a browser has arrived. */
export interface Visit {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

const MAX_REDIRECTS = 10;

/** The part of a browser that signing in needs: cookies and redirects. */
export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, Cookie>();

  /** @param origin where it stays: of a redirect to any other one only the address is looked at */
  constructor(origin: string) {
    this.#origin = origin;
  }

  get cookieNames(): string[] {
    return [...this.#cookies.keys()].map((key) => key.split(' ')[0] ?? '');
  }

  /** Another browser with the same cookies. */
  copy(): Browser {
    const other = new Browser(this.#origin);
    for (const [key, cookie] of this.#cookies) other.#cookies.set(key, cookie);
    return other;
  }

  /** Opens an address and follows its redirects. */
  async open(url: string, init: RequestInit = {}, redirects = 0): Promise<Visit> {
    if (redirects > MAX_REDIRECTS) throw new Error(`too many redirects, the last one to ${url}`);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { Accept: 'text/html', Cookie: this.#cookiesFor(url), ...init.headers },
    });
    this.#keep(response);
    const location = response.headers.get('location');
    if (location !== null) {
      const next = new URL(location, url);
      if (next.origin === this.#origin && this.#isOfProvider(next))
        return this.open(next.href, {}, redirects + 1);
      return { url: next.href, status: response.status, headers: response.headers, body: '' };
    }
    return { url, status: response.status, headers: response.headers, body: await response.text() };
  }

  /** Presses a button of the page's form. */
  press(page: Visit, name: string, value: string): Promise<Visit> {
    return this.open(page.url, {
      method: 'POST',
      body: new URLSearchParams({ [name]: value }),
      headers: { Origin: this.#origin, 'Sec-Fetch-Site': 'same-origin' },
    });
  }

  /** A page's own addresses have no pool before their path. */
  #isOfProvider({ pathname }: URL): boolean {
    return pathname.split('/').length > 2;
  }

  #cookiesFor(url: string): string {
    const { pathname } = new URL(url);
    return [...this.#cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ');
  }

  #keep(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const [name = '', value = ''] = pair.split('=');
      const path = attributes.find((one) => one.startsWith('path='))?.slice('path='.length) ?? '/';
      const expires = attributes.find((one) => one.startsWith('expires='))?.slice('expires='.length);
      const key = `${name} ${path}`;
      if (expires !== undefined && new Date(expires) < new Date()) this.#cookies.delete(key);
      else this.#cookies.set(key, { value, path });
    }
  }
}
