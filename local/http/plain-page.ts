import type { Handler } from './loopback-server.ts';

/** Stands in at `/` for a UI that is not built: says where the API is. */
export function plainPage(stages: readonly string[]): Handler {
  const links = stages.map((stage) => `<li><a href="/${stage}">/${stage}</a></li>`).join('');
  const page = `<!doctype html><meta charset="utf-8"><title>Multidomain</title><h1>Multidomain</h1>
<p>The API is served below</p><ul>${links}</ul>
<p>and <a href="/_local/health">/_local/health</a> says whether the system is ready. The UI is not built.</p>`;
  return async (request, response) => {
    if (request.url !== '/' || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    return true;
  };
}
