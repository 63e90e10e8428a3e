import { createHash } from 'node:crypto';

/** An HTML page with the headers that it needs. */
export interface Page {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f5f7f6, #141716);
  --card: light-dark(#fff, #1b1f1e);
  --line: light-dark(#dfe4e2, #414947);
  --text: light-dark(#000, #e3e8e6);
  --quiet: light-dark(#56605e, #a6b0ad);
  --accent: light-dark(#1f7768, #88c4b8);
  --tint: light-dark(#e3eeeb, #2b3633);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  display: grid;
  place-items: center;
  padding: 1rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
main {
  width: 100%;
  max-width: 26rem;
  padding: clamp(1.25rem, 6vw, 2rem);
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 0.75rem;
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0.5rem 0 0; color: var(--quiet); overflow-wrap: anywhere; }
form { display: grid; gap: 0.75rem; margin-top: 1.5rem; }
button {
  display: grid;
  grid-template-columns: auto 1fr auto;
  align-items: center;
  gap: 0.125rem 0.875rem;
  padding: 0.75rem 0.875rem;
  background: none;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
}
button:hover { border-color: var(--accent); background: var(--tint); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.initials {
  display: grid;
  place-items: center;
  width: 2.5rem;
  height: 2.5rem;
  border-radius: 50%;
  background: var(--tint);
  color: var(--accent);
  font-weight: 600;
}
.who { min-width: 0; }
.name { display: block; font-weight: 600; overflow-wrap: anywhere; }
.email { display: block; color: var(--quiet); font-size: 0.875rem; overflow-wrap: anywhere; }
.role {
  padding: 0.125rem 0.625rem;
  border-radius: 1rem;
  background: var(--tint);
  color: var(--accent);
  font-size: 0.875rem;
}
@media (max-width: 26rem) {
  button { grid-template-columns: auto 1fr; }
  .roles { grid-column: 2; }
}
.note { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.875rem; }
code { font-size: 0.875rem; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * A page without scripts, which nothing may embed and which loads nothing.
 * @param formTargets where its forms may lead, as sources of a content security policy
 */
export function page(title: string, main: string, formTargets = "'none'"): Page {
  return {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': [
        "default-src 'none'",
        `style-src 'sha256-${STYLE_HASH}'`,
        'img-src data:',
        "base-uri 'none'",
        `form-action ${formTargets}`,
        "frame-ancestors 'none'",
      ].join('; '),
    },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`,
  };
}

/** Text for HTML, in attributes too. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
