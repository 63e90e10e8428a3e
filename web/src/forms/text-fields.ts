/** A field of a form for one text in a request's body. */
export interface TextField {
  readonly label: string;
  /** An optional field may be left empty. */
  readonly isRequired: boolean;
}

/**
 * A field for every property of a request's body, by name. The type checker refuses a property without a field, and a
 * field that is required where the contract says optional, or the other way round.
 */
export type TextFieldsOf<Body, Field extends TextField = TextField> = {
  readonly [Name in keyof Body]-?: Field & {
    readonly isRequired: object extends Pick<Body, Name> ? false : true;
  };
};

/** What is typed into text fields, by name. */
export type Texts<Name extends string> = Readonly<Record<Name, string>>;

type Fields<Name extends string, Field extends TextField> = Readonly<Record<Name, Field>>;

/** The fields with their names, in order. */
export const entriesOf = <Name extends string, Field extends TextField>(fields: Fields<Name, Field>) =>
  Object.entries(fields) as [Name, Field][];

export const labelsOf = <Name extends string>(fields: Fields<Name, TextField>): Texts<Name> =>
  valuesFor(fields, (_, { label }) => label);

/** The texts of an entity, as the form starts with them. Without an entity, or a property of it, a field is empty. */
export const textsOf = <Name extends string>(
  fields: Fields<Name, TextField>,
  entity: { readonly [Each in NoInfer<Name>]?: string | undefined } = {},
): Texts<Name> => valuesFor(fields, (name) => entity[name] ?? '');

/** The texts for the body that adds an entity: an empty field is left out. */
export const addedTexts = <Name extends string>(
  fields: Fields<Name, TextField>,
  texts: Texts<NoInfer<Name>>,
) => valuesFor(fields, (name) => texts[name].trim() || undefined);

/** The texts for the merge patch of an entity: an empty optional field removes the property. */
export const patchedTexts = <Name extends string>(
  fields: Fields<Name, TextField>,
  texts: Texts<NoInfer<Name>>,
) => valuesFor(fields, (name, { isRequired }) => texts[name].trim() || (isRequired ? '' : null));

const valuesFor = <Name extends string, Value>(
  fields: Fields<Name, TextField>,
  valueFor: (name: Name, field: TextField) => Value,
) =>
  Object.fromEntries(entriesOf(fields).map(([name, field]) => [name, valueFor(name, field)])) as Record<
    Name,
    Value
  >;
