import { randomInt } from 'node:crypto';

/** Without characters that look alike. */
const CLASSES = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-+=#@%&!'] as const;
const LENGTH = 20;

const anyOf = (characters: string): string => characters[randomInt(characters.length)] ?? '';

/** A random password with letters of both cases, digits and symbols, as the user pool asks for. */
export function firstPassword(): string {
  const all = CLASSES.join('');
  const characters = Array.from({ length: LENGTH }, (_, index) => anyOf(CLASSES[index] ?? all));
  // Or everybody would know which class comes first.
  for (let index = LENGTH - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other] ?? '', characters[index] ?? ''];
  }
  return characters.join('');
}
