// Usage: node summary.mjs RESULTS.json STATUS. Prints the closing line of a run.
import { existsSync, readFileSync } from 'node:fs';

const [file, status] = process.argv.slice(2);
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const { numPassedTests = 0, numFailedTests = 0 } = results;
// Types and lint come before the tests and count as one failure when they fail.
const failed = status === '0' ? numFailedTests : Math.max(1, numFailedTests);
console.log(`${numPassedTests} passed, ${failed} failed`);
