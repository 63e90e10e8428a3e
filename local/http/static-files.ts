import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Handler } from './loopback-server.ts';
import { sendProblem } from './problem.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Serves a built single-page application: its files, and `index.html` for every path that names no file, since
 * those are the application's own routes. Leaves every request alone while there is no `index.html`.
 */
export function staticFiles(root: string): Handler {
  const index = join(resolve(root), 'index.html');
  return async (request, response) => {
    if (!(await isFile(index))) return false;
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      sendProblem(response, 405, 'Files can only be read.');
      return true;
    }
    const asked = locate(root, request.url ?? '/');
    const file = asked !== undefined && (await isFile(asked)) ? asked : undefined;
    if (file === undefined && (asked === undefined || extname(asked) !== '')) {
      sendProblem(response, 404, `There is no file ${request.url}.`);
    } else {
      await sendFile(file ?? index, request.method === 'HEAD', response);
    }
    return true;
  };
}

/** The file a URL asks for; undefined if that is outside `root` or no path at all. */
function locate(root: string, url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split('?')[0] ?? '/');
    if (path.includes('\0')) return undefined;
    const file = join(resolve(root), path);
    return `${file}${sep}`.startsWith(`${resolve(root)}${sep}`) ? file : undefined;
  } catch {
    return undefined;
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

async function sendFile(file: string, headOnly: boolean, response: ServerResponse): Promise<void> {
  const { size } = await stat(file);
  response.writeHead(200, {
    'Content-Type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': size,
    // The next build must show at once.
    'Cache-Control': 'no-cache',
  });
  if (headOnly) response.end();
  else await pipeline(createReadStream(file), response);
}
