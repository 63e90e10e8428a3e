/** The parts of a document path: names, placeholders (`#name`) and positions in lists. At least one. */
export type Path = readonly (string | number)[];

/** What a condition compares. */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'size'; readonly of: Operand };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type ConditionFunction =
  | 'attribute_exists'
  | 'attribute_not_exists'
  | 'attribute_type'
  | 'begins_with'
  | 'contains';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | Comparison
  | {
      readonly kind: 'between';
      readonly operand: Operand;
      readonly low: Operand;
      readonly high: Operand;
    }
  | { readonly kind: 'in'; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'function'; readonly name: ConditionFunction; readonly args: readonly Operand[] };

export interface Comparison {
  readonly kind: 'compare';
  readonly comparator: Comparator;
  readonly left: Operand;
  readonly right: Operand;
}

/** What SET assigns. */
export type Assigned =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'if_not_exists'; readonly path: Path; readonly otherwise: Assigned }
  | { readonly kind: 'list_append'; readonly first: Assigned; readonly second: Assigned }
  | { readonly kind: 'sum'; readonly sign: '+' | '-'; readonly left: Assigned; readonly right: Assigned };

/** One action of an update. `add` and `delete` have the name of a value. */
export type Action =
  | { readonly kind: 'set'; readonly path: Path; readonly assigned: Assigned }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'add' | 'delete'; readonly path: Path; readonly value: string };

/** A parsed expression with the placeholders that it uses. */
export interface Parsed<Tree> {
  readonly what: string;
  readonly tree: Tree;
  readonly names: readonly string[];
  readonly values: readonly string[];
}
