import { wordsOf } from '../../../shared/values/fold.ts';

/** What is typed into the box: whom or what to look for, and what to do with it. */
export interface Wish {
  /** `sell`: a new purchase for or of it; `stock`: adjust its stock; undefined: show it. */
  readonly deed: 'sell' | 'stock' | undefined;
  readonly name: string;
}

const deeds = [
  ['sell', /^(?:(?:new\s+)?(?:purchase|sale)\s+(?:for|of|to)|sell(?:\s+to)?|buy(?:\s+for)?)\s+(.*)$/iu],
  ['stock', /^(?:adjust\s+)?(?:the\s+)?stock(?:\s+of)?\s+(.*)$/iu],
] as const;

const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Understands such as `new purchase for ada` and `adjust stock of tea`; everything else is a name. */
export function wishOf(text: string): Wish {
  const typed = text.trim();
  for (const [deed, pattern] of deeds) {
    const [, name] = pattern.exec(typed) ?? [];
    if (name !== undefined) return { deed, name: name.trim() };
  }
  return { deed: undefined, name: typed };
}

/** Whether a text is the id of a customer, product or purchase. */
export const isId = (text: string): boolean => ID.test(text);

/** Whether there is something to search for: a letter, a digit or a symbol. */
export const isSearchable = (name: string): boolean => wordsOf(name).length > 0;

/** Whether each word of a text begins one of these words. An empty text suits all. */
export function suits(text: string, words: string): boolean {
  const known = wordsOf(words);
  return wordsOf(text).every((typed) => known.some((word) => word.startsWith(typed)));
}
