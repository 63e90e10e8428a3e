import type { Handler } from '../../../local/http/loopback-server.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><title>Multidomain</title><h1>Multidomain</h1>
<p>The web page has not been built. The API is at <a href="/api">/api</a>, and
<a href="/_local/health">/_local/health</a> shows whether the system is ready.</p>`;

/** Served at `/` if the web page has not been built; says where the API is. */
export const plainPage: Handler = async (request, response) => {
  if (request.url !== '/' || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE);
  return true;
};
