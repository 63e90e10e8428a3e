import type { Letter, OpenedLetter } from './letter.ts';

const LONGEST_REASON = 160;

/** The age of a dead letter, in its largest unit: `3 h`. */
export function ageOf({ since }: Letter, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

const WHAT: Readonly<Record<Letter['kind'], (letter: Letter) => string>> = {
  event: ({ event, service, function: handler }) => `${event} in ${service} ${handler}`,
  undelivered: ({ event, service, function: handler }) => `${event}, not delivered to ${service} ${handler}`,
  record: ({ event, service, function: handler }) => `a record of ${event} in ${service} ${handler}`,
};

/** A dead letter in one line: what failed. */
export const lineOf = (letter: Letter): string => `${letter.id}  ${WHAT[letter.kind](letter)}`;

/** All dead letters, each with its reason. */
export function listOf(letters: readonly Letter[], now: number): string {
  if (letters.length === 0) return 'There are no dead letters.';
  const blocks = letters.map((letter) => {
    const { reason, correlationId = '-' } = letter;
    const short = reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason;
    return `${lineOf(letter)}\n  ${ageOf(letter, now)} ago, correlation id ${correlationId}\n  ${short}`;
  });
  return blocks.join('\n');
}

/** One dead letter, with its content. */
export function detailsOf({ body, ...letter }: OpenedLetter, now: number): string {
  const { reason, correlationId = '-', since, queue } = letter;
  const content = typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
  return `${lineOf(letter)}
since           ${since} (${ageOf(letter, now)})
reason          ${reason}
correlation id  ${correlationId}
queue           ${queue}
${content}`;
}

/** What was done with dead letters. */
export const summaryOf = (done: string, letters: readonly Letter[]): string =>
  letters.length === 0 ? 'There are no dead letters.' : [`${done}:`, ...letters.map(lineOf)].join('\n');
