import type { TokenClaims } from '../verify-token.ts';

/** The claims of a token as functions get them. */
export type ClaimTexts = Readonly<Record<string, string>>;

const DATES = new Set(['exp', 'iat', 'nbf']);

/** Claims as API Gateway passes them on: all are text, lists with commas, times as Java writes dates. */
export function claimTexts(claims: TokenClaims): ClaimTexts {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, textOf(name, value)]));
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'number' && DATES.has(name)) return javaDate(new Date(value * 1000));
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** `Sun Nov 29 07:45:48 UTC 2026`. */
function javaDate(date: Date): string {
  // Sun, 29 Nov 2026 07:45:48 GMT
  const [weekday = '', day, month, year, time] = date.toUTCString().split(' ');
  return `${weekday.replace(',', '')} ${month} ${day} ${time} UTC ${year}`;
}
