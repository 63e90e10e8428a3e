import { coldStart } from './cold-start.ts';
import { purchaseFlow } from './purchase-flow.ts';
import { typing } from './typing.ts';

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  async flow() {
    console.log('Purchases through the embedded runtime, from request to both projections:');
    console.table(await purchaseFlow());
  },
  async 'cold-start'() {
    console.log('Loading a handler in a new process, as a ratio to an empty one:');
    console.table(await coldStart());
  },
  async typing() {
    console.log('From a keystroke in the search of customers to what it finds, in Chromium:');
    console.table(await typing((added) => console.log(`${added} customers added`)));
  },
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(benchmarks)) await benchmarks[name]?.();
