import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Handler } from '../../../local/http/loopback-server.ts';
import { sendProblem } from '../../../local/http/problem.ts';
import { securityHeaders } from '../../../web/security-headers.ts';
import { PROJECT_FOLDER } from '../project-folder.ts';

const { resolve } = createRequire(import.meta.url);
const swaggerUi = dirname(resolve('swagger-ui-dist/package.json'));
const own = join(import.meta.dirname, 'api-reference');

/** The files served below `/docs`; nothing else in the package is served. */
const files: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  '/docs': { path: join(own, 'index.html'), type: 'text/html; charset=utf-8' },
  '/docs/reference.css': { path: join(own, 'reference.css'), type: 'text/css; charset=utf-8' },
  '/docs/reference.js': { path: join(own, 'reference.js'), type: 'text/javascript; charset=utf-8' },
  // The same as the API's own, which takes a token.
  '/docs/openapi.json': { path: join(PROJECT_FOLDER, 'docs/openapi.json'), type: 'application/json' },
  '/docs/swagger-ui.css': { path: join(swaggerUi, 'swagger-ui.css'), type: 'text/css; charset=utf-8' },
  '/docs/swagger-ui-bundle.js': {
    path: join(swaggerUi, 'swagger-ui-bundle.js'),
    type: 'text/javascript; charset=utf-8',
  },
};

/** Serves the API reference at `/docs`: Swagger UI, which calls the running API, with a token that is pasted in. */
export const apiReference: Handler = async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const file = files[pathname.replace(/\/$/, '')];
  if (file === undefined) return false;
  request.resume();
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    sendProblem(response, 405, 'Files are read-only.');
    return true;
  }
  const content = await readFile(file.path);
  response.writeHead(200, {
    // Swagger UI has its icons in data URLs.
    'Content-Security-Policy': securityHeaders['Content-Security-Policy'].replace(
      "img-src 'self'",
      "img-src 'self' data:",
    ),
    'Content-Type': file.type,
    'Content-Length': content.length,
    'Cache-Control': 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : content);
  return true;
};
