import fc from 'fast-check';

/** An expression and what its placeholders stand for. */
export interface Expression {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Part of an expression, with `?` for each value. */
interface Draft {
  readonly text: string;
  readonly values: readonly unknown[];
}

const numbers = fc.constantFrom(0, 1, 2, -1, 0.1, 10);
const texts = fc.constantFrom('', 'a', 'ab', 'b');
const sets = fc.oneof(
  fc.uniqueArray(fc.constantFrom('a', 'b', 'ab'), { minLength: 1 }).map((all) => new Set<unknown>(all)),
  fc.uniqueArray(numbers, { minLength: 1 }).map((all) => new Set<unknown>(all)),
);
const lists = fc.array(fc.oneof(numbers, texts), { maxLength: 2 });
const maps = fc.record({ x: fc.oneof(numbers, texts) }, { requiredKeys: [] });

/** Values of all types that the items below have. */
export const values: fc.Arbitrary<unknown> = fc.oneof(
  numbers,
  texts,
  fc.boolean(),
  fc.constant(null),
  sets,
  lists,
  maps,
);

/** Attributes that are no keys; each may be missing and have any type, though it mostly has its own. */
export const attributes = fc.record(
  {
    n: fc.oneof({ weight: 5, arbitrary: numbers }, values),
    s: fc.oneof({ weight: 5, arbitrary: texts }, values),
    tags: fc.oneof({ weight: 5, arbitrary: sets }, values),
    letters: fc.oneof({ weight: 5, arbitrary: lists }, values),
    chart: fc.oneof({ weight: 5, arbitrary: maps }, values),
  },
  { requiredKeys: [] },
);

const NAMES = ['n', 's', 'tags', 'letters', 'chart'] as const;
const paths = fc
  .constantFrom(...NAMES, 'chart.x', 'letters[0]', 'nowhere')
  .map((text): Draft => ({ text, values: [] }));
const literal = (of: fc.Arbitrary<unknown>) => of.map((value): Draft => ({ text: '?', values: [value] }));
const sizes = paths.map(({ text }): Draft => ({ text: `size(${text})`, values: [] }));

/** Joins drafts: `parts('contains(', a, ', ', b, ')')`. */
const joined = (...parts: readonly (string | Draft)[]): Draft => ({
  text: parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
  values: parts.flatMap((part) => (typeof part === 'string' ? [] : part.values)),
});

const finished = ({ text, values: given }: Draft): Expression => {
  let count = 0;
  return {
    text: text.replaceAll('?', () => `:v${count++}`),
    values: Object.fromEntries(given.map((value, index) => [`:v${index}`, value])),
  };
};

const comparators = fc.constantFrom(' = ', ' <> ', ' < ', ' <= ', ' > ', ' >= ');
const types = fc.constantFrom('S', 'N', 'BOOL', 'NULL', 'SS', 'NS', 'L', 'M');
const bounds = fc
  .tuple(numbers, numbers)
  .map(([a, b]) => ({ text: '? AND ?', values: [Math.min(a, b), Math.max(a, b)] }));

/** Comparisons and functions with operands of the right types, so that only the item decides. */
const simple: fc.Arbitrary<Draft> = fc.oneof(
  fc.tuple(fc.oneof(paths, sizes), comparators, literal(values)).map((parts) => joined(...parts)),
  fc.tuple(literal(values), comparators, paths).map((parts) => joined(...parts)),
  fc.tuple(fc.oneof(paths, sizes), bounds).map(([path, range]) => joined(path, ' BETWEEN ', range)),
  fc
    .tuple(paths, fc.array(literal(values), { minLength: 1, maxLength: 3 }))
    .map(([path, [first = path, ...rest]]) =>
      joined(path, ' IN (', first, ...rest.flatMap((each) => [', ', each]), ')'),
    ),
  fc
    .tuple(fc.constantFrom('attribute_exists(', 'attribute_not_exists('), paths)
    .map(([name, path]) => joined(name, path, ')')),
  fc.tuple(paths, literal(types)).map(([path, type]) => joined('attribute_type(', path, ', ', type, ')')),
  fc.tuple(paths, literal(texts)).map(([path, text]) => joined('begins_with(', path, ', ', text, ')')),
  fc
    .tuple(paths, literal(fc.oneof(numbers, texts)))
    .map(([path, part]) => joined('contains(', path, ', ', part, ')')),
);

const { nested } = fc.letrec<{ nested: Draft }>((tie) => ({
  nested: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple,
    fc
      .tuple(simple, fc.constantFrom(' AND ', ' OR '), simple)
      .map(([left, operator, right]) => joined(left, operator, right)),
    fc
      .tuple(tie('nested'), fc.constantFrom(' AND ', ' OR '), tie('nested'))
      .map(([left, operator, right]) => joined('(', left, ')', operator, 'NOT (', right, ')')),
    tie('nested').map((inner) => joined('NOT (', inner, ')')),
  ),
}));

/** Conditions that are valid for any item. */
export const conditions: fc.Arbitrary<Expression> = nested.map(finished);

/** Conditions that may be refused because of the types of their values. */
export const wildConditions: fc.Arbitrary<Expression> = fc
  .oneof(
    fc.tuple(paths, literal(values)).map(([path, prefix]) => joined('begins_with(', path, ', ', prefix, ')')),
    fc
      .tuple(paths, literal(values), literal(values))
      .map(([path, low, high]) => joined(path, ' BETWEEN ', low, ' AND ', high)),
    fc.tuple(literal(values), comparators, literal(values)).map((parts) => joined(...parts)),
  )
  .map(finished);

const assigned = (number: fc.Arbitrary<Draft>): fc.Arbitrary<Draft> =>
  fc.oneof(
    literal(values),
    paths,
    fc.tuple(paths, literal(values)).map(([path, value]) => joined('if_not_exists(', path, ', ', value, ')')),
    fc
      .tuple(paths, literal(numbers), fc.constantFrom(' + ', ' - '), fc.oneof(paths, number))
      .map(([path, value, sign, other]) => joined('if_not_exists(', path, ', ', value, ')', sign, other)),
    fc
      .tuple(paths, literal(lists), literal(lists))
      .map(([path, empty, list]) =>
        joined('list_append(if_not_exists(', path, ', ', empty, '), ', list, ')'),
      ),
  );

/** Updates of different attributes. Only the item, or the types of the values if `wild`, decides whether they are valid. */
export const updates = (wild: boolean): fc.Arbitrary<Expression> => {
  const added = wild ? values : fc.oneof(numbers, sets);
  const removed = wild ? values : sets;
  return fc
    .tuple(
      fc.shuffledSubarray([...NAMES], { minLength: 1 }),
      fc.infiniteStream(fc.constantFrom('SET', 'SET', 'REMOVE', 'ADD', 'DELETE')),
      fc.infiniteStream(assigned(literal(wild ? values : numbers))),
      fc.infiniteStream(literal(added)),
      fc.infiniteStream(literal(removed)),
      fc.infiniteStream(fc.boolean()),
    )
    .map(([names, kinds, operands, additions, removals, deep]) => {
      const sections = new Map<string, Draft[]>();
      for (const name of names) {
        const kind = kinds.next().value as 'SET' | 'REMOVE' | 'ADD' | 'DELETE';
        const path = kind === 'SET' && name === 'chart' && deep.next().value ? 'chart.x' : name;
        const action = {
          SET: () => joined(path, ' = ', operands.next().value),
          REMOVE: () => joined(path),
          ADD: () => joined(path, ' ', additions.next().value),
          DELETE: () => joined(path, ' ', removals.next().value),
        }[kind];
        sections.set(kind, [...(sections.get(kind) ?? []), action()]);
      }
      const parts = [...sections].flatMap(([kind, actions]) => [
        ` ${kind} `,
        ...actions.flatMap((action, index) => (index === 0 ? [action] : [', ', action])),
      ]);
      return finished(joined(...parts));
    });
};
