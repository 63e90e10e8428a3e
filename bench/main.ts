import { coldStart } from './cold-start.ts';
import { purchaseFlow } from './purchase-flow.ts';

console.log('Purchases through the embedded runtime, from request to both projections:');
console.table(await purchaseFlow());
console.log('Loading a handler in a new process, as a ratio to an empty one:');
console.table(await coldStart());
