import { useEffect } from 'react';

/**
 * Stands in for the package `react-style-singleton` (see `web/vite.config.ts`), with which Mantine's dialogs lock the
 * page behind them. The package writes a style element, which the page's content security policy blocks; a constructed
 * style sheet does the same without one.
 * @returns a component whose styles apply while it is mounted anywhere.
 */
export function styleSingleton() {
  let mounted = 0;
  const sheet = new CSSStyleSheet();
  return function Styles({ styles }: { readonly styles: string }): null {
    useEffect(() => {
      mounted += 1;
      if (mounted === 1) {
        sheet.replaceSync(styles);
        document.adoptedStyleSheets.push(sheet);
      }
      return () => {
        mounted -= 1;
        if (mounted > 0) return;
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      };
    }, [styles]);
    return null;
  };
}
