import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';
import type { Handler } from '../../../local/http/loopback-server.ts';
import { sendProblem } from '../../../local/http/problem.ts';

/** Files with a hash of their content in the name, which never change. */
const HASHED = /^\/assets\/[^/]+$/;
/** Paths that are not routes of the page: those of files, and those that cannot be decoded. */
const NO_ROUTES = [HASHED, /\.[^/]*$/, /%(?![0-9a-f]{2})/];

/**
 * Serves a built single-page application: its files, and `index.html` for every other path, since those are the
 * application's own routes. Sends the `.br` or `.gz` version of a file if it exists and the client accepts it. Browsers
 * cache hashed files forever, and revalidate the others. Handles no requests while there is no `index.html`.
 */
export function staticFiles(root: string): Handler {
  const serve = sirv(root, {
    // Looks up each file when it is requested, because the page may have been rebuilt.
    dev: true,
    single: true,
    ignores: NO_ROUTES,
    extensions: ['html'],
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      const isHashed = HASHED.test(path);
      response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return async (request, response) => {
    if (!existsSync(join(root, 'index.html'))) return false;
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      sendProblem(response, 405, 'Files are read-only.');
      return true;
    }
    // Files are small, so ranges are not needed, and sirv fails if a range ends before it begins.
    delete request.headers.range;
    // A concurrent build may remove the file just before it is read.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    serve(request, response, () => sendProblem(response, 404, `There is no file ${request.url}.`));
    return true;
  };
}
