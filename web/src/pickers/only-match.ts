import { fold } from '../../../shared/values/fold.ts';

/** How an entity is shown among others: its name, and what tells it from its namesakes. */
export interface PickerOption {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  /** Another text by which it is found, given whole: an e-mail address, an SKU. */
  readonly code?: string | undefined;
}

/**
 * What somebody means who typed a text and pressed Enter: the only option that was found, or the only one that has
 * exactly this name or code. Nothing when there is a doubt.
 * @param hasMore whether more was found than the options.
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
