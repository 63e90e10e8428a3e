import { fold } from '../../../shared/values/fold.ts';

/** An option of a picker: a name, and what distinguishes it from namesakes. */
export interface PickerOption {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  /** Another text that matches as a whole: an e-mail address or an SKU. */
  readonly code?: string | undefined;
}

/**
 * The option meant by a typed text: the only one found, or the only one with exactly this name or code. Undefined if that
 * is ambiguous.
 * @param hasMore whether there are more matches than these options.
 */
export function onlyMatch(
  text: string,
  found: readonly PickerOption[],
  hasMore: boolean,
): PickerOption | undefined {
  if (found.length === 1 && !hasMore) return found[0];
  const typed = fold(text);
  const exact = found.filter(({ name, code }) => fold(name) === typed || fold(code ?? '') === typed);
  return exact.length === 1 ? exact[0] : undefined;
}
