// Loads a bundle, calls its handler once, and writes the CPU time that the process has taken, in milliseconds.
const [, , bundle, event] = process.argv;
const { handler } = await import(bundle);
const context = { functionName: 'cold', awsRequestId: 'first', getRemainingTimeInMillis: () => 10_000 };
// What fails has also been started.
await Promise.resolve(handler(JSON.parse(event), context)).catch(() => {});
const { user, system } = process.cpuUsage();
process.stdout.write(`\n${(user + system) / 1000}`, () => process.exit());
