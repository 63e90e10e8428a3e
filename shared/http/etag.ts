import { Refusal } from '../refusals/refusal.ts';

/** The entity tag of a version: `"3"`. */
export const etagOf = (version: number): string => `"${version}"`;

/** An entity tag, weak or strong. */
const entityTag = /(?:W\/)?"[\x21\x23-\x7e]*"/.source;

/** A comma-separated list of tags. As in every list of RFC 9110, elements may be empty. */
const entityTags = new RegExp(`^[\\s,]*${entityTag}(?:\\s*,[\\s,]*${entityTag})*[\\s,]*$`);

/**
 * Checks a version against an `If-Match` header (RFC 9110: strong comparison, lists, `*`).
 * @throws Refusal `invalid-request` for a malformed header, `version-mismatch` for an outdated tag.
 */
export function requireMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (!entityTags.test(ifMatch)) {
    throw new Refusal('invalid-request', 'The If-Match header is not a list of entity tags.', [
      { path: 'If-Match', message: 'must be an entity tag in quotes, such as "3", or *' },
    ]);
  }
  const tags: string[] = ifMatch.match(new RegExp(entityTag, 'g')) ?? [];
  if (!tags.includes(etagOf(version))) {
    throw new Refusal(
      'version-mismatch',
      `The current version is ${etagOf(version)}; read it again and retry.`,
    );
  }
}
