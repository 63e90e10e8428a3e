import { join } from 'node:path';
import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Plugin } from 'vite';
import { cssVariables, theme } from './src/theme.ts';

/** Empty but for a comment: its content is {@link themeStyles}. */
const FILE = join(import.meta.dirname, 'src/theme.css');

/** Mantine's colours that no component of the page has. A unit test finds those that are missing. */
const unused = 'blue|cyan|grape|green|indigo|lime|pink|violet';

const unusedVariables = new RegExp(`--mantine-color-(?:${unused})-[\\w-]+:[^;]*;`, 'g');

/**
 * The CSS of the theme: its variables without those of unused colours, and the classes that depend on its breakpoints. Mantine writes it into style
 * elements at run time; rendered here, it becomes part of the style sheet, so that the page needs no such elements, which
 * its content security policy blocks.
 */
export function themeStyles(): string {
  const markup = renderToStaticMarkup(
    createElement(MantineProvider, {
      theme,
      cssVariablesResolver: cssVariables,
      // With the defaults, which no other style sheet has.
      deduplicateCssVariables: false,
    }),
  );
  const styles = [...markup.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, css = '']) => css);
  if (styles.length !== 2) throw new Error(`Mantine wrote ${styles.length} style elements instead of 2.`);
  return styles.join('\n').replaceAll(unusedVariables, '');
}

/** Fills `src/theme.css` with {@link themeStyles}. */
export const themeStylesPlugin = (): Plugin => ({
  name: 'theme-styles',
  load: (id) => (id === FILE ? themeStyles() : undefined),
});
