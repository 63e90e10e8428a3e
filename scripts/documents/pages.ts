import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A Markdown document of the project. */
export interface Page {
  /** The path from the repository's root. */
  readonly file: string;
  readonly text: string;
}

/** A fenced code block. `kind` is its info string, such as `sh`. */
export interface Block {
  readonly kind: string;
  readonly lines: readonly string[];
}

/** All documents except for the changelog. */
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

/** The inline code of a page, outside of code blocks. */
export const codeOf = ({ text }: Page): string[] =>
  [...text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) =>
    code.replace(/\s+/g, ' '),
  );

/** The commands in the shell blocks, with continued lines joined and comments removed. */
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
