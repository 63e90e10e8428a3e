import type { Handler } from '../../../local/http/loopback-server.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><title>Multidomain</title><h1>Multidomain</h1>
<p>The web page has not been built. The API is at <a href="/api">/api</a>, and
<a href="/_local/health">/_local/health</a> shows whether the system is ready.</p>`;

const ANSWERS: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  '/': { type: 'text/html; charset=utf-8', body: PAGE },
  // The same as that of the page, for programs that read from it whether to sign in.
  '/config.json': { type: 'application/json', body: '{ "api": "/api", "stage": "local" }' },
};

/** Served at `/` if the web page has not been built; says where the API is. */
export const plainPage: Handler = async ({ url = '', method }, response) => {
  const answer = ANSWERS[url];
  if (answer === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
  response.writeHead(200, { 'Content-Type': answer.type }).end(answer.body);
  return true;
};
