// Prints the last line of a CI run. Usage: node .ci/summary.mjs FAILED-STEPS RESULTS.json…
import { existsSync, readFileSync } from 'node:fs';

const [failedSteps, ...files] = process.argv.slice(2);
const results = files.filter(existsSync).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (key) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
// A step can fail without a failed test, for instance because of types or lint.
const failed = Math.max(Number(failedSteps), sum('numFailedTests'));
console.log(`${sum('numPassedTests')} passed, ${failed} failed`);
