import type { Handler } from '../../../local/http/loopback-server.ts';

/**
 * Sends browsers that opened the page by this machine's IP address to the same page on `localhost`, the only name to which
 * people return after signing in.
 */
export const toLocalhost: Handler = async ({ method, url, headers }, response) => {
  const { host = '', accept = '' } = headers;
  if (method !== 'GET' || /^localhost(:|$)/i.test(host) || !accept.includes('text/html')) return false;
  const port = /:\d+$/.exec(host)?.[0] ?? '';
  response.writeHead(307, { Location: `http://localhost${port}${url}` }).end();
  return true;
};
