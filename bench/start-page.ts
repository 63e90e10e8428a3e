import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { bundlePage, pageFolder } from '../infra/bundling/bundle-page.ts';
import { CHROMIUM_FLAGS, findChromium } from '../test/browser/support/chromium.ts';
import { type Benchmark, median, type Row } from './row.ts';

const ROUNDS = 5;
const MEGABIT = 125_000;

/** What somebody waits for who opens the page on a slow line and a slow machine. */
export const startPage: Benchmark = {
  title:
    'The start page on 1.6 Mbit/s with a round trip of 150 ms and a processor a quarter as fast; an empty page beside it',
  run: measure,
};

interface Visit {
  readonly firstPaint: number;
  readonly requests: number;
  readonly cssBytes: number;
}

async function measure(progress: (done: string) => void): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'start-page-'));
  bundlePage(folder);
  const server = await serve(pageFolder(folder));
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const visits: Visit[] = [];
    const empty: Visit[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      visits.push(await visit(browser, `${url}/`));
      empty.push(await visit(browser, `${url}/empty.html`));
      progress(`round ${round} of ${ROUNDS}`);
    }
    const middle = (all: readonly Visit[], of: keyof Visit) => median(all.map((each) => each[of]));
    return [
      {
        name: 'start page: first paint',
        value: middle(visits, 'firstPaint'),
        unit: 'ms',
        mark: { atMost: 1000 },
      },
      { name: 'start page: first paint of an empty page', value: middle(empty, 'firstPaint'), unit: 'ms' },
      {
        name: 'start page: requests',
        value: middle(visits, 'requests'),
        unit: 'requests',
        mark: { atMost: 16 },
      },
      {
        name: 'start page: style sheets',
        value: middle(visits, 'cssBytes') / 1024,
        unit: 'KB',
        mark: { atMost: 40 },
      },
    ];
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves the built page, compressed where it is, without an API. */
async function serve(folder: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const path = url === '/' ? '/index.html' : new URL(url, 'http://page').pathname;
    if (path === '/empty.html')
      return void response.setHeader('content-type', 'text/html').end('<p>Empty</p>');
    for (const [suffix, encoding] of [
      ['.br', 'br'],
      ['', 'identity'],
    ] as const) {
      try {
        const content = readFileSync(join(folder, `${path}${suffix}`));
        response
          .setHeader('content-type', types[extname(path)] ?? 'text/plain')
          .setHeader('content-encoding', encoding);
        return void response.end(content);
      } catch {
        // Not every file is compressed.
      }
    }
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    await devTools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6 * MEGABIT,
      uploadThroughput: 0.75 * MEGABIT,
    });
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    // Without an API, some are repeated.
    const requests = new Set<string>();
    let cssBytes = 0;
    const styles: Promise<number>[] = [];
    page.on('request', (request) => {
      requests.add(request.url());
    });
    page.on('response', (response) => {
      if (response.url().endsWith('.css'))
        styles.push(
          response.body().then(
            ({ length }) => length,
            () => 0,
          ),
        );
    });
    await page.goto(url);
    await page.waitForLoadState('networkidle');
    for (const bytes of await Promise.all(styles)) cssBytes += bytes;
    const firstPaint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    return { firstPaint, requests: requests.size, cssBytes };
  } finally {
    await context.close();
  }
}
