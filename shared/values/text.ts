import * as z from 'zod';

/** Limits in UTF-16 units, for the API and for events. */
export const MAX_NAME = 100;
export const MAX_CATEGORY = 56;
export const MAX_SKU = 64;

const controlCharacters = /\p{Cc}/u;
const controlCharactersInProse = /[^\P{Cc}\n\r\t]/u;

/** Controls that change the direction of text, even outside the text that contains them. */
const directionOverrides = /[\u202A-\u202E\u2066-\u2069]/u;

/** A visible character: not whitespace, and not one that only joins or formats. */
const visible = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u;

const wellFormed = (text: string): boolean => text.isWellFormed();

/**
 * One line of text: trimmed, in Unicode's composed form, without control characters.
 * @param min and max count UTF-16 units after trimming.
 */
export const lineOfText = (min: number, max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
        .max(max, `must have at most ${max} characters`)
        // All at once: each step makes another copy of the schema, which a cold start pays for.
        .check(
          z.refine((text) => !controlCharacters.test(text), 'must not contain control characters'),
          z.refine((text) => !directionOverrides.test(text), 'must not change the direction of text'),
          z.refine((text) => text === '' || visible.test(text), 'must contain a visible character'),
          z.refine(wellFormed, 'must be well-formed Unicode'),
        ),
    )
    // JSON Schema cannot say that text is trimmed first.
    .meta({ minLength: min, maxLength: max, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$' });

/** Text of several lines: as {@link lineOfText}, with line breaks and tabs. */
export const prose = (max: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .max(max, `must have at most ${max} characters`)
        .refine((text) => !controlCharactersInProse.test(text), 'must not contain control characters')
        .refine((text) => !directionOverrides.test(text), 'must not change the direction of text')
        .refine(wellFormed, 'must be well-formed Unicode'),
    )
    .meta({ maxLength: max, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$' });
