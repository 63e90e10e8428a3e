import { invalidExpression } from '../values/errors.ts';

/** `word` is a name, keyword or function; `name` is `#name`; `value` is `:value`. */
export interface Token {
  readonly kind: 'word' | 'name' | 'value' | 'number' | 'sign' | 'end';
  readonly text: string;
}

const TOKEN = /\s*(?:([A-Za-z_]\w*)|(#\w+)|(:\w+)|(\d+)|(<>|<=|>=|[-=<>(),.[\]+]))/y;
const KINDS = ['word', 'name', 'value', 'number', 'sign'] as const;
const MAX_BYTES = 4096;

/** Reads an expression token by token. */
export class Tokens {
  /** What kind of expression this is, for messages. */
  readonly what: string;
  readonly #tokens: readonly Token[];
  #position = 0;

  /** @throws ValidationException if the text is empty, too long or has a character that no expression may have */
  constructor(what: string, text: string) {
    this.what = what;
    if (text.trim() === '') throw this.error('The expression can not be empty;');
    if (Buffer.byteLength(text) > MAX_BYTES) {
      throw this.error('Expression size has exceeded the maximum allowed size;');
    }
    this.#tokens = this.#split(text);
  }

  /** The token that comes next, or the one after it. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#position + ahead] ?? { kind: 'end', text: '<EOF>' };
  }

  next(): Token {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  /** Takes a sign if it comes next. */
  accept(sign: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'sign' || text !== sign) return false;
    this.#position += 1;
    return true;
  }

  expect(sign: string): void {
    if (!this.accept(sign)) throw this.syntaxError();
  }

  isKeyword(keyword: string): boolean {
    const { kind, text } = this.peek();
    return kind === 'word' && text.toUpperCase() === keyword;
  }

  /** Takes a keyword, in whatever case, if it comes next. */
  acceptKeyword(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false;
    this.#position += 1;
    return true;
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.syntaxError();
  }

  error(problem: string) {
    return invalidExpression(this.what, problem);
  }

  syntaxError() {
    return this.error(`Syntax error; token: "${this.peek().text}"`);
  }

  #split(text: string): Token[] {
    const tokens: Token[] = [];
    const end = text.trimEnd().length;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < end) {
      const { lastIndex } = TOKEN;
      const match = TOKEN.exec(text);
      if (match === null) throw this.error(`Syntax error; token: "${text.slice(lastIndex).trim()[0]}"`);
      const found = KINDS.findIndex((_, index) => match[index + 1] !== undefined);
      tokens.push({ kind: KINDS[found] ?? 'sign', text: match[found + 1] ?? '' });
    }
    return tokens;
  }
}
