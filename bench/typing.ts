import { type Browser, chromium, type Page } from 'playwright-core';
import { startRuntime } from '../local/runtime.ts';
import { signedInClient } from '../scripts/api/signed-in-client.ts';
import { countries } from '../scripts/demo/people.ts';
import { currentAssembly } from '../scripts/start/assembly/kept-assemblies.ts';
import { servePage } from '../scripts/start/page/serve-page.ts';
import { createWebPage } from '../scripts/start/page/web-page.ts';
import { people } from '../scripts/start/people.ts';
import { CHROMIUM_FLAGS, findChromium } from '../test/browser/support/chromium.ts';
import { choose, EDITOR, menuOf } from '../test/browser/support/signing-in.ts';
import { concurrently } from './concurrently.ts';
import type { Benchmark, Row } from './row.ts';

const CUSTOMERS = 10_000;
const AT_ONCE = 16;

/** Typed letter by letter: common prefixes, whole names, first and last name in either order, no match. */
const SEARCHES = ['maria', 'anna sch', 'mu', 'garcia ma', 'le', 'smith j', 'xyz', 'jo', 'rossi', 'an be'];

/** How fast the customer list follows the search box of somebody who is signed in, with many customers. */
export const typing: Benchmark = {
  title: 'From a keystroke in the customer search until its results show, in Chromium',
  run: type,
};

async function type(progress: (done: string) => void): Promise<Row[]> {
  const webPage = createWebPage();
  if (await webPage.needsBuild()) await webPage.build(new AbortController().signal);
  const assemblyDir = await currentAssembly();
  const runtime = await startRuntime({
    assemblyDir,
    logFile: '.local/bench-functions.log',
    people,
    ...servePage,
  });
  let browser: Browser | undefined;
  try {
    await addCustomers(runtime.url, (added) => progress(`${added} customers added`));
    await runtime.whenIdle(60_000);
    browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
    const page = await browser.newPage({ baseURL: runtime.url, viewport: { width: 1280, height: 800 } });
    await page.goto('/customers');
    await choose(page, EDITOR);
    await menuOf(page, EDITOR).waitFor();
    // Once to warm up, then measured on a fresh page with no cached answers.
    await typeAll(page);
    await page.goto('/customers');
    await menuOf(page, EDITOR).waitFor();
    const times = (await typeAll(page)).toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.ceil(times.length * share) - 1] ?? 0);
    return [
      { name: 'typing: median', value: at(0.5), unit: 'ms' },
      { name: 'typing: 95th percentile', value: at(0.95), unit: 'ms' },
      { name: 'typing: slowest', value: at(1), unit: 'ms' },
    ];
  } finally {
    await browser?.close();
    await runtime.close();
  }
}

async function addCustomers(url: string, onProgress: (done: number) => void): Promise<void> {
  const api = signedInClient({ baseUrl: url });
  await concurrently(CUSTOMERS, AT_ONCE, async (n) => {
    const { firstNames, lastNames, name: country } = countries[n % countries.length] as (typeof countries)[0];
    const [first, last] = [n % firstNames.length, Math.floor(n / firstNames.length) % lastNames.length];
    const body = {
      name: `${firstNames[first]} ${lastNames[last]}`,
      email: `customer-${n}@example.org`,
      birthDate: `${1940 + (n % 65)}-06-15`,
      country,
    };
    await api('POST /customers', { body });
    if (n % 1_000 === 0) onProgress(n);
  });
}

async function typeAll(page: Page): Promise<number[]> {
  const box = page.getByRole('searchbox');
  const times: number[] = [];
  for (const search of SEARCHES) {
    await box.fill('');
    await page.waitForURL(({ searchParams }) => !searchParams.has('name'));
    for (const [index, letter] of [...search].entries()) {
      await page.evaluate(NOTE_KEYSTROKE);
      await box.press(letter === ' ' ? 'Space' : letter);
      // A trailing space does not change the results.
      if (letter !== ' ') times.push(await page.evaluate(untilShown(search.slice(0, index + 1))));
    }
  }
  return times;
}

/** Runs in the page: marks the time of the next keystroke. */
const NOTE_KEYSTROKE = `addEventListener('keydown', () => performance.mark('keystroke'), { capture: true, once: true })`;

/** Runs in the page: the milliseconds from the keystroke to the frame that shows its results. */
const untilShown = (typed: string): string => `new Promise((resolve) => {
  const isShown = () =>
    new URLSearchParams(location.search).get('name') === ${JSON.stringify(typed)} &&
    document.querySelector('[aria-busy=true]') === null;
  const look = () => {
    const at = performance.getEntriesByName('keystroke').at(-1).startTime;
    if (isShown()) resolve(performance.now() - at);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;
