import { type Parser, remembering } from './parse.ts';
import type { Action, Assigned } from './syntax.ts';

/** Parses an UpdateExpression into its actions. */
export const parseUpdate = remembering('UpdateExpression', (parser) => {
  const { tokens } = parser;
  const sections: Readonly<Record<string, () => Action>> = {
    SET: () => setAction(parser),
    REMOVE: () => ({ kind: 'remove', path: parser.path() }),
    ADD: () => ({ kind: 'add', path: parser.path(), value: parser.value() }),
    DELETE: () => ({ kind: 'delete', path: parser.path(), value: parser.value() }),
  };
  const actions: Action[] = [];
  const seen = new Set<string>();
  do {
    const section = Object.keys(sections).find((keyword) => tokens.acceptKeyword(keyword));
    if (section === undefined) throw tokens.syntaxError();
    if (seen.has(section)) {
      throw tokens.error(`The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    actions.push(...parser.list(sections[section] as () => Action));
  } while (tokens.peek().kind !== 'end');
  return actions;
});

function setAction(parser: Parser): Action {
  const path = parser.path();
  parser.tokens.expect('=');
  return { kind: 'set', path, assigned: assigned(parser) };
}

/** An operand, or the sum or difference of two, in parentheses or not. */
function assigned(parser: Parser): Assigned {
  const left = operand(parser, assigned);
  const sign = (['+', '-'] as const).find((each) => parser.tokens.accept(each));
  return sign === undefined ? left : { kind: 'sum', sign, left, right: operand(parser, assigned) };
}

/** @param inParentheses what may stand between parentheses: a sum, except for the operands of a function. */
function operand(parser: Parser, inParentheses: (parser: Parser) => Assigned): Assigned {
  const { tokens } = parser;
  if (tokens.accept('(')) {
    const inner = inParentheses(parser);
    tokens.expect(')');
    return inner;
  }
  const { kind } = tokens.peek();
  if (kind === 'value') return { kind: 'value', name: parser.value() };
  const after = tokens.peek(1);
  if (kind === 'word' && after.kind === 'sign' && after.text === '(') return functionOf(parser);
  return { kind: 'path', path: parser.path() };
}

function functionOf(parser: Parser): Assigned {
  const { tokens } = parser;
  const name = tokens.next().text;
  tokens.expect('(');
  const args = parser.list(() => simple(parser));
  tokens.expect(')');
  if (name !== 'if_not_exists' && name !== 'list_append') {
    throw tokens.error(`Invalid function name; function: ${name}`);
  }
  const [first, second] = args;
  if (first === undefined || second === undefined || args.length > 2) {
    throw tokens.error(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`,
    );
  }
  if (name === 'list_append') return { kind: name, first, second };
  if (first.kind === 'path') return { kind: name, path: first.path, otherwise: second };
  throw tokens.error(`Operator or function requires a document path; operator or function: ${name}`);
}

const simple = (parser: Parser): Assigned => operand(parser, simple);
