import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { OpenQuestion } from '../../sales-files/sales-file-error.ts';

/** What somebody answered, by the option that it stands for. */
export type Answered = Readonly<Partial<Record<OpenQuestion['option'], string>>>;

/**
 * What somebody answered about files, by their content, so that nobody is asked twice: a JSON Lines file. Only what {@link save} writes
 * is kept.
 */
export class Answers {
  readonly #path: string;
  readonly #known = new Map<string, Answered>();
  readonly #fresh = new Map<string, Answered>();

  constructor(path: string) {
    this.#path = path;
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const [content, answered] = entryIn(line);
      if (content !== undefined) this.#known.set(content, answered);
    }
  }

  /** What was answered about this content before. */
  about(content: Uint8Array): Answered {
    return this.#known.get(digest(content)) ?? {};
  }

  /** Takes answers about this content, to be kept. */
  add(content: Uint8Array, answered: Answered): void {
    const key = digest(content);
    if (JSON.stringify(this.#known.get(key) ?? {}) === JSON.stringify(answered)) return;
    this.#known.set(key, answered);
    this.#fresh.set(key, answered);
  }

  /** Writes new answers down. */
  save(): void {
    const lines = [...this.#fresh].map((entry) => `${JSON.stringify(entry)}\n`);
    if (lines.length > 0) appendFileSync(this.#path, lines.join(''));
    this.#fresh.clear();
  }
}

const digest = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** A line that was not written to its end says nothing: somebody is asked again. */
function entryIn(
  line: string,
): [content: string, answered: Answered] | [content?: undefined, answered?: undefined] {
  try {
    const [content, answered] = JSON.parse(line);
    return typeof content === 'string' && typeof answered === 'object' ? [content, answered] : [];
  } catch {
    return [];
  }
}
