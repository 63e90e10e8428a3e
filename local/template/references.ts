/** What an intrinsic function of a template refers to, as it is written there. */
export interface Reference {
  readonly kind: 'Ref' | 'Fn::GetAtt' | 'condition' | 'mapping' | 'unknown function';
  readonly name: string;
  /** Of `Fn::GetAtt` only, unless it is computed. */
  readonly attribute?: string;
}

/** All intrinsic functions of CloudFormation, those that do not work here too. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  ...[
    'Fn::And',
    'Fn::Base64',
    'Fn::Cidr',
    'Fn::Contains',
    'Fn::EachMemberEquals',
    'Fn::EachMemberIn',
    'Fn::Equals',
  ],
  ...[
    'Fn::FindInMap',
    'Fn::GetAZs',
    'Fn::GetAtt',
    'Fn::GetStackOutput',
    'Fn::If',
    'Fn::ImportValue',
    'Fn::Join',
  ],
  ...[
    'Fn::Length',
    'Fn::Not',
    'Fn::Or',
    'Fn::RefAll',
    'Fn::Select',
    'Fn::Split',
    'Fn::Sub',
    'Fn::ToJsonString',
  ],
  ...['Fn::Transform', 'Fn::ValueOf', 'Fn::ValueOfAll'],
]);

/** Every reference within a value, in branches of `Fn::If` that are not taken too. */
export function* referencesIn(value: unknown): Generator<Reference> {
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  for (const [key, argument] of entries) {
    if (key === 'Ref') {
      // Beside other keys, it is data.
      if (typeof argument === 'string' && entries.length === 1) yield { kind: 'Ref', name: argument };
    } else if (key === 'Fn::GetAtt') {
      yield* attributeReference(argument);
    } else if (key === 'Fn::Sub') {
      yield* referencesOfSub(argument);
    } else {
      const [first] = Array.isArray(argument) ? argument : [];
      if (key === 'Fn::If' && typeof first === 'string') yield { kind: 'condition', name: first };
      if (key === 'Fn::FindInMap' && typeof first === 'string') yield { kind: 'mapping', name: first };
      if (key.startsWith('Fn::') && !FUNCTIONS.has(key) && !key.startsWith('Fn::ForEach::')) {
        yield { kind: 'unknown function', name: key };
      }
      yield* referencesIn(argument);
    }
  }
}

/** The conditions that an entry of `Conditions` refers to. */
export function* conditionsIn(expression: unknown): Generator<string> {
  if (typeof expression !== 'object' || expression === null) return;
  for (const [key, argument] of Object.entries(expression)) {
    if (key === 'Condition' && typeof argument === 'string') yield argument;
    else yield* conditionsIn(argument);
  }
}

function* attributeReference(argument: unknown): Generator<Reference> {
  const parts: unknown = typeof argument === 'string' ? argument.split('.') : argument;
  if (!Array.isArray(parts) || typeof parts[0] !== 'string') return;
  const [name, ...attribute] = parts;
  const isWritten = attribute.every((part) => typeof part === 'string');
  yield { kind: 'Fn::GetAtt', name, ...(isWritten && { attribute: attribute.join('.') }) };
  yield* referencesIn(attribute);
}

function* referencesOfSub(argument: unknown): Generator<Reference> {
  const [template, own] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = typeof own === 'object' && own !== null ? own : {};
  for (const [, name = ''] of String(template).matchAll(/\$\{([^!}][^}]*)\}/g)) {
    if (Object.hasOwn(variables, name)) continue;
    if (name.includes('.') && !name.startsWith('AWS::')) yield* attributeReference(name);
    else yield { kind: 'Ref', name };
  }
  yield* referencesIn(variables);
}
