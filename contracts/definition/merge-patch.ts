import * as z from 'zod';

/** An optional field may also be `null`, which removes it. */
type PatchField<Field extends z.ZodType> =
  Field extends z.ZodOptional<infer Inner extends z.ZodType>
    ? z.ZodOptional<z.ZodNullable<Inner>>
    : z.ZodOptional<Field>;

type PatchFields<Fields extends z.ZodRawShape> = {
  [Name in keyof Fields]: Fields[Name] extends z.ZodType ? PatchField<Fields[Name]> : never;
};

/** The fields of a merge patch (RFC 7396) for an entity: each may be left out; `null` removes an optional one. */
export const mergePatchOf = <const Fields extends Readonly<Record<string, z.ZodType>>>(
  fields: Fields,
): PatchFields<Fields> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType).nullable().optional() : field.optional(),
    ]),
  ) as unknown as PatchFields<Fields>;
