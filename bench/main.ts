import { coldStart } from './cold-start.ts';
import { purchaseFlow } from './purchase-flow.ts';
import { typing } from './typing.ts';

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  async flow() {
    console.log('Purchases on the embedded runtime, from the request to both projections:');
    console.table(await purchaseFlow());
  },
  async 'cold-start'() {
    console.log('Time to load each handler in a new process, relative to an empty handler:');
    console.table(await coldStart());
  },
  async typing() {
    console.log('From a keystroke in the customer search until its results show, in Chromium:');
    console.table(await typing((added) => console.log(`${added} customers added`)));
  },
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `Unknown benchmark: ${unknown.join(', ')}. Available: ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(benchmarks)) await benchmarks[name]?.();
