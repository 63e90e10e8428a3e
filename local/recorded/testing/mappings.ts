import { copy, type Resources } from '../../template/testing/changed-shop.ts';

/** Adds a second mapping from the same source to the same function. */
export function aTwinMapping(resources: Resources): void {
  copy(resources, 'Source', 'Twin');
}

/** A filter that is no JSON object. @param variant the recorded test's, which may be the text of the filter */
export function invalidFilter(variant: string): Record<string, unknown> {
  return { FilterCriteria: { Filters: [{ Pattern: variant.startsWith('[') ? variant : 'simple string' }] } };
}
