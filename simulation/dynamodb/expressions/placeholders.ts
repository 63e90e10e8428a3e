import { ValidationException } from '../values/errors.ts';
import { attributeOf, type Item, type Value } from '../values/value.ts';
import type { Parsed, Path } from './syntax.ts';

/** What a request says that its placeholders stand for. */
export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}

/** The names and values that the placeholders of a request's expressions stand for. */
export class Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly #values: Item;

  /**
   * @param expressions all of the request.
   * @throws ValidationException if they use a placeholder that is not defined, or leave one unused
   */
  constructor(
    names: Readonly<Record<string, string>> | undefined,
    values: Item | undefined,
    expressions: readonly (Parsed<unknown> | undefined)[],
  ) {
    this.names = names ?? {};
    this.#values = values ?? {};
    checkUse('ExpressionAttributeNames', names, expressions, (parsed) => parsed.names);
    checkUse('ExpressionAttributeValues', values, expressions, (parsed) => parsed.values);
  }

  /** The value of `:name`. */
  value(name: string): Value {
    return this.#values[name] as Value;
  }

  /** The path with the names that its placeholders stand for. */
  path(path: Path): Path {
    return path.some(isPlaceholder) ? path.map((part) => this.#part(part)) : path;
  }

  /** What is at a path of an item; `undefined` if there is nothing. */
  read(item: Item, path: Path): Value | undefined {
    let found: Value | undefined = item;
    for (const part of path) {
      found = childOf(found, this.#part(part));
      if (found === undefined) return undefined;
    }
    return found;
  }

  #part(part: string | number): string | number {
    return isPlaceholder(part) ? (this.names[part] as string) : part;
  }
}

const isPlaceholder = (part: string | number): part is string => typeof part === 'string' && part[0] === '#';

/** An element of a list, or a field of a map. */
export function childOf(parent: Value, part: string | number): Value | undefined {
  if (typeof parent !== 'object' || parent === null) return undefined;
  if (Array.isArray(parent)) return typeof part === 'number' ? (parent as Value[])[part] : undefined;
  if (typeof part === 'number' || parent instanceof Set || parent instanceof Uint8Array) return undefined;
  return attributeOf(parent as Item, part);
}

function checkUse(
  what: string,
  defined: object | undefined,
  expressions: readonly (Parsed<unknown> | undefined)[],
  usedBy: (parsed: Parsed<unknown>) => readonly string[],
): void {
  const used = new Set<string>();
  for (const parsed of expressions) {
    if (parsed === undefined) continue;
    for (const placeholder of usedBy(parsed)) {
      if (defined === undefined || !Object.hasOwn(defined, placeholder)) {
        throw new ValidationException(
          `Invalid ${parsed.what}: A placeholder used in the expression is not defined; ${placeholder}`,
        );
      }
      used.add(placeholder);
    }
  }
  if (defined === undefined) return;
  const names = Object.keys(defined);
  if (names.length === 0) throw new ValidationException(`${what} must not be empty`);
  const unused = names.filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw new ValidationException(`Value provided in ${what} unused in expressions: keys: {${unused}}`);
  }
}
