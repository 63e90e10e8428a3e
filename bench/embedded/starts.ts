import { createWebPage } from '../../scripts/start/page/web-page.ts';
import type { Row } from '../row.ts';
import { startSystem } from './started-system.ts';

/** How long the first start after a change takes, and the next. The page has been built before. */
export async function starts(): Promise<Row[]> {
  const webPage = createWebPage();
  if (await webPage.needsBuild()) await webPage.build(new AbortController().signal);
  // A variable of the CDK with a new value is a change like any other.
  const environment = { CDK_FIRST_START: String(Date.now()) };
  const first = await startSystem(['--no-demo'], environment);
  await first.stop();
  const second = await startSystem(['--no-demo'], environment);
  await second.stop();
  return [
    { name: 'embedded: first start', value: first.startSeconds, unit: 's' },
    { name: 'embedded: second start', value: second.startSeconds, unit: 's', mark: { atMost: 3 } },
  ];
}
