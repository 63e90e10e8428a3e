import { type CSSVariablesResolver, createTheme } from '@mantine/core';

const FONT =
  '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const textSize = { defaultProps: { size: 'sm' } } as const;

/** Dense and calm; every text has a contrast of at least 4.5:1. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: 7,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontFamily: FONT,
  // Ids, keys and commands as well: a second typeface would stand out more than what it says.
  fontFamilyMonospace: FONT,
  // The distance of everything in a panel from its edge.
  spacing: { sm: '14px' },
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1rem' } } },
  colors: {
    pine: [
      '#eef7f5',
      '#d9ece8',
      '#b3d9d1',
      '#88c4b8',
      '#61b0a2',
      '#449f8f',
      '#2f8c7d',
      '#1f7768',
      '#146355',
      '#0b5044',
    ],
    // As green as the page's backgrounds, from text to the darkest background.
    dark: [
      '#e3e8e6',
      '#c3cbc8',
      '#96a09d',
      '#737d7a',
      '#414947',
      '#343b39',
      '#262c2a',
      '#1b1f1e',
      '#181b1a',
      '#141716',
    ],
    red: [
      '#fdeeec',
      '#fadbd8',
      '#f4b5af',
      '#ec8b83',
      '#e2665c',
      '#d64b40',
      '#c93a30',
      '#bf3027',
      '#b3261e',
      '#8f1d17',
    ],
  },
  // By name, so that the components are loaded only with the pages that use them.
  components: {
    Button: textSize,
    NativeSelect: textSize,
    Autocomplete: textSize,
    Textarea: textSize,
    Combobox: { defaultProps: { offset: 3 } },
    TextInput: textSize,
  },
});

/** Mantine's own greys and reds are too faint for WCAG's contrast. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#56605e',
    '--mantine-color-placeholder': '#66706e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-pine-light-color': '#1f7768',
    '--mantine-color-pine-light-hover': '#f0f5f3',
    '--page-accent': '#1f7768',
    '--page-good': '#16875a',
    '--page-bad': '#c93a30',
    '--page-waiting': '#b87700',
    '--page-over': '#7c8684',
    '--page-warning': '#8a5200',
    '--page-background': '#f5f7f6',
    '--page-line': '#dfe4e2',
    '--page-hover': '#f0f5f3',
    '--page-selected': '#e3eeeb',
  },
  dark: {
    '--mantine-color-body': '#1b1f1e',
    '--mantine-color-dimmed': '#a6b0ad',
    '--mantine-color-placeholder': '#96a09d',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': '#88c4b8',
    '--mantine-color-pine-light-color': '#88c4b8',
    '--mantine-color-pine-light-hover': '#232a28',
    '--page-accent': '#61b0a2',
    '--page-good': '#3fbf86',
    '--page-bad': '#f0736a',
    '--page-waiting': '#f0b45a',
    '--page-over': '#96a09d',
    '--page-warning': '#f0b45a',
    '--page-background': '#141716',
    '--page-line': '#343b39',
    '--page-hover': '#232a28',
    '--page-selected': '#2b3633',
  },
});
