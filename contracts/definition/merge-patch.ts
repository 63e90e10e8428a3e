import * as z from 'zod';

/** All fields are optional; those that are optional in the entity may also be `null`, which removes them. */
type PatchField<Field extends z.ZodType> =
  Field extends z.ZodOptional<infer Inner extends z.ZodType>
    ? z.ZodOptional<z.ZodNullable<Inner>>
    : z.ZodOptional<Field>;

type PatchFields<Fields extends z.ZodRawShape> = {
  [Name in keyof Fields]: Fields[Name] extends z.ZodType ? PatchField<Fields[Name]> : never;
};

/** The fields of a merge patch (RFC 7396) for an entity with these fields. */
export const mergePatchOf = <const Fields extends Readonly<Record<string, z.ZodType>>>(
  fields: Fields,
): PatchFields<Fields> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType).nullable().optional() : field.optional(),
    ]),
  ) as unknown as PatchFields<Fields>;
