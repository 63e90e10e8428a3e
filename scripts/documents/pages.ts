import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A document of the project. */
export interface Page {
  /** From the repository's root. */
  readonly file: string;
  readonly text: string;
}

/** A fenced block: what follows the fence's backticks, and its lines. */
export interface Block {
  readonly kind: string;
  readonly lines: readonly string[];
}

/** Every page that tells people what to do. */
export const pages: readonly Page[] = globSync(['*.md', 'web/*.md', 'docs/**/*.md', '.github/*.md'], {
  cwd: root,
})
  .filter((file) => file !== 'CHANGELOG.md')
  .sort()
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

export const blocksOf = ({ text }: Page): Block[] =>
  [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map(([, kind = '', body = '']) => ({
    kind,
    lines: body.trimEnd().split('\n'),
  }));

/** What stands between backticks within a sentence, without the blocks. */
export const codeOf = ({ text }: Page): string[] =>
  [...text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) =>
    code.replace(/\s+/g, ' '),
  );

/** The commands of the shell blocks: continued lines are joined, and comments are gone. */
export const commandsOf = (page: Page): string[] =>
  blocksOf(page)
    .filter(({ kind }) => kind === 'sh')
    .flatMap(({ lines }) => lines.join('\n').replaceAll('\\\n', '').split('\n'))
    .map((line) =>
      line
        .replace(/(^|\s)#\s.*$/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '');
