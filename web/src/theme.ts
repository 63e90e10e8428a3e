import { type CSSVariablesResolver, createTheme } from '@mantine/core';

const textSize = { defaultProps: { size: 'sm' } } as const;

/** Dense and calm; every text has a contrast of at least 4.5:1. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: 7,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontFamily:
    '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
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
  },
  // By name, so that the components are loaded only with the pages that use them.
  components: {
    Button: textSize,
    NativeSelect: textSize,
    Autocomplete: textSize,
    Textarea: textSize,
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
    '--page-accent': '#1f7768',
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
    '--page-accent': '#61b0a2',
    '--page-warning': '#f0b45a',
    '--page-background': '#141716',
    '--page-line': '#343b39',
    '--page-hover': '#232a28',
    '--page-selected': '#2b3633',
  },
});
