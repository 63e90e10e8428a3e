import * as z from 'zod';

const controlCharacters = /\p{Cc}/u;
const controlCharactersInProse = /[^\P{Cc}\n\r\t]/u;

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
        .refine((text) => !controlCharacters.test(text), 'must not contain control characters')
        .refine(wellFormed, 'must be well-formed Unicode'),
    );

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
        .refine(wellFormed, 'must be well-formed Unicode'),
    );
