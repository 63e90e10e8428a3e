import { type Parser, remembering } from './parse.ts';
import type { Comparator, Condition, ConditionFunction, Operand, Parsed } from './syntax.ts';

const COMPARATORS: readonly string[] = ['=', '<>', '<', '<=', '>', '>='] satisfies Comparator[];
const MAX_IN = 100;

/** Functions that are conditions by themselves, and how many operands they have. */
const FUNCTIONS: Readonly<Record<ConditionFunction, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};

export const parseCondition = remembering('ConditionExpression', parse);
export const parseFilter = remembering('FilterExpression', parse);
export const parseKeyCondition: (text: string) => Parsed<Condition> = remembering(
  'KeyConditionExpression',
  parse,
);

function parse(parser: Parser): Condition {
  return new ConditionParser(parser).parse();
}

/** What stands between parentheses: only what follows says whether it is an operand. */
type Term = Condition | Operand;

class ConditionParser {
  readonly #parser: Parser;
  readonly #parenthesized = new Set<Term>();

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  parse(): Condition {
    return this.#condition(this.#or());
  }

  get #tokens() {
    return this.#parser.tokens;
  }

  #or(): Term {
    const left = this.#and();
    if (!this.#tokens.acceptKeyword('OR')) return left;
    return { kind: 'or', left: this.#condition(left), right: this.#condition(this.#or()) };
  }

  #and(): Term {
    const left = this.#not();
    if (!this.#tokens.acceptKeyword('AND')) return left;
    return { kind: 'and', left: this.#condition(left), right: this.#condition(this.#and()) };
  }

  #not(): Term {
    if (!this.#tokens.acceptKeyword('NOT')) return this.#comparison();
    return { kind: 'not', condition: this.#condition(this.#not()) };
  }

  #comparison(): Term {
    const term = this.#term();
    if (!isOperand(term)) return term;
    const { text } = this.#tokens.peek();
    if (COMPARATORS.includes(text)) {
      this.#tokens.next();
      return { kind: 'compare', comparator: text as Comparator, left: term, right: this.#operand() };
    }
    if (this.#tokens.acceptKeyword('BETWEEN')) {
      const low = this.#operand();
      if (!this.#tokens.acceptKeyword('AND')) throw this.#tokens.syntaxError();
      return { kind: 'between', operand: term, low, high: this.#operand() };
    }
    if (this.#tokens.acceptKeyword('IN')) return { kind: 'in', operand: term, list: this.#inList() };
    return term;
  }

  #inList(): Operand[] {
    this.#tokens.expect('(');
    const list = this.#parser.list(() => this.#operand());
    this.#tokens.expect(')');
    if (list.length > MAX_IN) throw this.#tokens.error('Too many operands of IN');
    return list;
  }

  #operand(): Operand {
    const term = this.#term();
    if (isOperand(term)) return term;
    if (term.kind === 'function') throw this.#misused(term.name);
    throw this.#tokens.syntaxError();
  }

  #term(): Term {
    if (this.#tokens.accept('(')) return this.#inParentheses();
    const { kind } = this.#tokens.peek();
    if (kind === 'value') return { kind: 'value', name: this.#parser.value() };
    const after = this.#tokens.peek(1);
    if (kind === 'word' && after.kind === 'sign' && after.text === '(') return this.#function();
    return { kind: 'path', path: this.#parser.path() };
  }

  #inParentheses(): Term {
    const term = this.#or();
    this.#tokens.expect(')');
    if (this.#parenthesized.has(term)) throw this.#tokens.error('The expression has redundant parentheses;');
    this.#parenthesized.add(term);
    return term;
  }

  #function(): Term {
    const name = this.#tokens.next().text;
    this.#tokens.expect('(');
    const args = this.#parser.list(() => this.#operand());
    this.#tokens.expect(')');
    const expected = name === 'size' ? 1 : Object.hasOwn(FUNCTIONS, name) && FUNCTIONS[name as never];
    if (expected === false) throw this.#tokens.error(`Invalid function name; function: ${name}`);
    const [first] = args;
    if (first === undefined || args.length !== expected) {
      throw this.#tokens.error(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`,
      );
    }
    if (name !== 'size') return { kind: 'function', name: name as ConditionFunction, args };
    return { kind: 'size', of: first };
  }

  #condition(term: Term): Condition {
    if (!isOperand(term)) return term;
    throw term.kind === 'size' ? this.#misused('size') : this.#tokens.syntaxError();
  }

  #misused(name: string) {
    return this.#tokens.error(
      `The function is not allowed to be used this way in an expression; function: ${name}`,
    );
  }
}

const isOperand = (term: Term): term is Operand =>
  term.kind === 'path' || term.kind === 'value' || term.kind === 'size';
