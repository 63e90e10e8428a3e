import { isReserved } from './reserved-words.ts';
import type { Parsed, Path } from './syntax.ts';
import { Tokens } from './tokens.ts';

/** Reads one expression and notes its placeholders. */
export class Parser {
  readonly tokens: Tokens;
  readonly names = new Set<string>();
  readonly values = new Set<string>();

  constructor(tokens: Tokens) {
    this.tokens = tokens;
  }

  /** `name`, `#name`, `name.nested`, `list[0]` */
  path(): Path {
    const parts: (string | number)[] = [this.#name()];
    while (true) {
      if (this.tokens.accept('.')) parts.push(this.#name());
      else if (this.tokens.accept('[')) parts.push(this.#position());
      else return parts;
    }
  }

  /** `:value` */
  value(): string {
    if (this.tokens.peek().kind !== 'value') throw this.tokens.syntaxError();
    const { text } = this.tokens.next();
    this.values.add(text);
    return text;
  }

  /** One or more, separated by commas. */
  list<Each>(each: () => Each): Each[] {
    const list = [each()];
    while (this.tokens.accept(',')) list.push(each());
    return list;
  }

  #name(): string {
    const { kind, text } = this.tokens.peek();
    if (kind !== 'word' && kind !== 'name') throw this.tokens.syntaxError();
    if (kind === 'name') this.names.add(text);
    else if (isReserved(text)) {
      throw this.tokens.error(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
    }
    this.tokens.next();
    return text;
  }

  #position(): number {
    const { kind, text } = this.tokens.peek();
    if (kind !== 'number') throw this.tokens.syntaxError();
    this.tokens.next();
    this.tokens.expect(']');
    return Number(text);
  }
}

/**
 * A parser that remembers what it parsed: an application has few different expressions.
 * @param what `ConditionExpression`
 */
export function remembering<Tree>(
  what: string,
  parse: (parser: Parser) => Tree,
): (text: string) => Parsed<Tree> {
  const parsed = new Map<string, Parsed<Tree>>();
  return (text) => {
    const known = parsed.get(text);
    if (known !== undefined) return known;
    const parser = new Parser(new Tokens(what, text));
    const tree = parse(parser);
    parser.tokens.expectEnd();
    const result = { what, tree, names: [...parser.names], values: [...parser.values] };
    if (parsed.size < MAX_REMEMBERED) parsed.set(text, result);
    return result;
  };
}

const MAX_REMEMBERED = 10_000;
