/** A form's field for a text in a request's body. */
export interface TextField {
  readonly label: string;
  /** An optional field may be left empty. */
  readonly isRequired: boolean;
}

/**
 * A field for each property of a request's body. It is a type error if a property has no field, or if a field is required
 * where the property is optional, or vice versa.
 */
export type TextFieldsOf<Body, Field extends TextField = TextField> = {
  readonly [Name in keyof Body]-?: Field & {
    readonly isRequired: object extends Pick<Body, Name> ? false : true;
  };
};

/** The texts in the fields, by name. */
export type Texts<Name extends string> = Readonly<Record<Name, string>>;

type Fields<Name extends string, Field extends TextField> = Readonly<Record<Name, Field>>;

/** The fields with their names, in form order. */
export const entriesOf = <Name extends string, Field extends TextField>(fields: Fields<Name, Field>) =>
  Object.entries(fields) as [Name, Field][];

export const labelsOf = <Name extends string>(fields: Fields<Name, TextField>): Texts<Name> =>
  valuesFor(fields, (_, { label }) => label);

/** The initial texts of a form for an entity. A field is empty if there is no entity or no such property. */
export const textsOf = <Name extends string>(
  fields: Fields<Name, TextField>,
  entity: { readonly [Each in NoInfer<Name>]?: string | undefined } = {},
): Texts<Name> => valuesFor(fields, (name) => entity[name] ?? '');

/** The texts for the body that adds an entity; empty fields are left out. */
export const addedTexts = <Name extends string>(
  fields: Fields<Name, TextField>,
  texts: Texts<NoInfer<Name>>,
) => valuesFor(fields, (name) => texts[name].trim() || undefined);

/** The texts for the merge patch of an entity; an empty optional field removes the property. */
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
