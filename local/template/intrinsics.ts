/** What the intrinsic functions of one template look things up in. Every method throws {@link IntrinsicError}. */
export interface Scope {
  /** A resource's Ref value, a parameter or a pseudo parameter; {@link noValue} for `AWS::NoValue`. */
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
  condition(name: string): boolean;
  mapping(name: string, topLevelKey: string, secondLevelKey: string): unknown;
}

/** Takes the place of a property that is to be left out (`AWS::NoValue`). */
export const noValue = Symbol('AWS::NoValue');

/** An intrinsic function that cannot be evaluated; the message says what was found and what is allowed. */
export class IntrinsicError extends Error {
  override readonly name: string = 'IntrinsicError';
}

/** A consequence of a problem that has been reported already, so that one cause is reported once. */
export class AlreadyReported extends IntrinsicError {
  override readonly name = 'AlreadyReported';
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument, scope)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] =
      typeof argument === 'string' ? argument.split('.') : texts(argument, scope);
    return scope.getAtt(logicalId ?? '', attribute.join('.'));
  },
  'Fn::ImportValue': (argument, scope) => scope.importValue(text(argument, scope)),
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 2);
    return texts(parts, scope).join(text(separator, scope));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = list(argument, 2);
    return text(source, scope).split(text(separator, scope));
  },
  'Fn::Select': (argument, scope) => {
    const [index, source] = list(argument, 2);
    const values = evaluate(source, scope);
    const position = Number(text(index, scope));
    if (!Array.isArray(values) || !(position in values)) {
      throw new IntrinsicError(`Fn::Select: no element ${position} in ${JSON.stringify(values)}`);
    }
    return values[position];
  },
  'Fn::Sub': (argument, scope) => {
    const [template, own] = typeof argument === 'string' ? [argument, {}] : list(argument, 2);
    const variables = record(own);
    return text(template, scope).replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (name in variables) return text(variables[name], scope);
      const [logicalId = '', ...attribute] = name.split('.');
      return text(
        attribute.length === 0 ? { Ref: name } : { 'Fn::GetAtt': [logicalId, attribute.join('.')] },
        scope,
      );
    });
  },
  'Fn::FindInMap': (argument, scope) => {
    const [name = '', topLevelKey = '', secondLevelKey = ''] = texts(list(argument, 3), scope);
    return scope.mapping(name, topLevelKey, secondLevelKey);
  },
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = list(argument, 3);
    return evaluate(scope.condition(text(name, scope)) ? whenTrue : whenFalse, scope);
  },
};

/**
 * Replaces every intrinsic function in a value. One that fails is given to `report` and left out, so that
 * the rest is still checked.
 */
export function resolveIntrinsics(
  value: unknown,
  scope: Scope,
  report: (error: IntrinsicError) => void,
): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolveIntrinsics(item, scope, report)).filter((item) => item !== noValue);
  }
  if (typeof value !== 'object' || value === null) return value;
  try {
    const [name, argument] = intrinsicCall(value) ?? [];
    if (name !== undefined) return call(name, argument, scope);
  } catch (error) {
    if (!(error instanceof IntrinsicError)) throw error;
    report(error);
    return noValue;
  }
  const entries = Object.entries(value).map(([key, item]) => [key, resolveIntrinsics(item, scope, report)]);
  return Object.fromEntries(entries.filter(([, item]) => item !== noValue));
}

/** Replaces every intrinsic function in a value; the first that fails throws an {@link IntrinsicError}. */
export function evaluate(value: unknown, scope: Scope): unknown {
  return resolveIntrinsics(value, scope, (error) => {
    throw error;
  });
}

/** Evaluates to text, as an argument inside another intrinsic has to. */
export function text(value: unknown, scope: Scope): string {
  const result = evaluate(value, scope);
  if (typeof result === 'string') return result;
  if (typeof result === 'number' || typeof result === 'boolean') return String(result);
  throw new IntrinsicError(`expected text, got ${JSON.stringify(value)}`);
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined) throw new IntrinsicError(unknownIntrinsic(name));
  return intrinsic(argument, scope);
}

/** Says that there is no such intrinsic function here. */
export function unknownIntrinsic(name: string): string {
  return `unknown intrinsic ${name}; allowed: ${Object.keys(intrinsics).join(', ')}`;
}

function intrinsicCall(value: object): [name: string, argument: unknown] | undefined {
  const entries = Object.entries(value);
  const found = entries.find(([key]) => key === 'Ref' || key.startsWith('Fn::'));
  // `Ref` beside other keys is data (an event pattern may hold it); `Fn::` never is.
  if (found === undefined || (found[0] === 'Ref' && entries.length > 1)) return undefined;
  if (entries.length > 1)
    throw new IntrinsicError(`${found[0]} beside other keys: ${Object.keys(value).join(', ')}`);
  return found;
}

function texts(value: unknown, scope: Scope): string[] {
  const result = evaluate(value, scope);
  if (!Array.isArray(result)) throw new IntrinsicError(`expected a list, got ${JSON.stringify(value)}`);
  return result.map((item) => text(item, scope));
}

function list(value: unknown, length: number): unknown[] {
  if (Array.isArray(value) && value.length === length) return value;
  throw new IntrinsicError(`expected a list of ${length}, got ${JSON.stringify(value)}`);
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new IntrinsicError(`expected variables by name, got ${JSON.stringify(value)}`);
}
