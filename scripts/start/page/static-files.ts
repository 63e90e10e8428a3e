import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';
import type { Handler } from '../../../local/http/loopback-server.ts';
import { sendProblem } from '../../../local/http/problem.ts';

/** The name contains a hash of the content: the file never changes. */
const HASHED = /^\/assets\/[^/]+$/;
/** Paths that name a file, and those that cannot be decoded, are not routes of the page. */
const NO_ROUTES = [HASHED, /\.[^/]*$/, /%(?![0-9a-f]{2})/];

/**
 * Serves a built single-page application: its files, and `index.html` for every path that names no file, since
 * those are the application's own routes. A file is sent as its `.br` or `.gz` where there is one and the client
 * takes it. Browsers cache hashed files forever, and revalidate the others.
 * Leaves every request alone while there is no `index.html`.
 */
export function staticFiles(root: string): Handler {
  const serve = sirv(root, {
    // Looks up each file when it is requested: the page may be rebuilt meanwhile.
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
      sendProblem(response, 405, 'Files can only be read.');
      return true;
    }
    // Whole files are small. sirv fails on ranges that end before they begin.
    delete request.headers.range;
    // A build that runs meanwhile may remove the file just before it is read.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    serve(request, response, () => sendProblem(response, 404, `There is no file ${request.url}.`));
    return true;
  };
}
