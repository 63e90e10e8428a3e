/** What runs a command of the documents, or what it needs that no test has. */
type Runner = 'a test' | 'an AWS account' | 'an emulator' | 'a person' | 'Maven';

/** The first pattern that matches counts. */
const RUNNERS: readonly (readonly [command: RegExp, by: Runner])[] = [
  // .ci/run begins with npm ci, and the tests in scripts/start/ start the system.
  [/^npm ci( && npm (start|test))?$/, 'a test'],
  // .ci/run; what `npm run dev` does is tested in scripts/start/dev/develop.int.test.ts.
  [/^npm test$|^npm run (check|dev)$/, 'a test'],
  // .ci/deploy.mjs runs these up to the first call of AWS.
  [/^npx cdk /, 'a test'],
  [/^npm run (deploy|destroy)( |$)/, 'a test'],
  [/^npm run test:aws /, 'an AWS account'],
  [/^npm run test:dynamodb-local$/, 'Maven'],
  [/^(for|done|while|do)\b|^\w+=\$\(aws |^aws /, 'an AWS account'],
  [/--stage |--url https:|^curl .*https:/, 'an AWS account'],
  // scripts/start/command.int.test.ts
  [/^npm (start|run backup|run restore) -- /, 'a test'],
  // test/republish.embedded.e2e.test.ts
  [/^npm run republish( |$)/, 'a test'],
  // test/reconcile.embedded.e2e.test.ts
  [/^npm run reconcile( |$)/, 'a test'],
  // test/soak.embedded.e2e.test.ts
  [/^npm run soak( |$)/, 'a test'],
  // test/rebuild.embedded.e2e.test.ts
  [/^npm run rebuild -- /, 'a test'],
  // simulation/simulate.int.test.ts
  [/^npm run simulate( |$)/, 'a test'],
  // scripts/dead-letters/main.int.test.ts
  [/^npm run dead-letters -- /, 'a test'],
  // scripts/users/main.int.test.ts
  [/^npm run users -- /, 'a test'],
  // test/import.e2e.test.ts
  [/^npm run import(:verify)? /, 'a test'],
  // .ci/emulator
  [/--url http:.*\/_aws\/execute-api\//, 'an emulator'],
  [/^npm run (deploy|test):localstack/, 'an emulator'],
  // test/documents.embedded.e2e.test.ts
  [/^(API|TOKEN|CUSTOMER|PRODUCT|PURCHASE)=|^(field|api)\(\)|^(curl -s|api) /, 'a test'],
  [/^AWS_ACCESS_KEY_ID=local .*aws --endpoint-url/, 'a person'],
  // test/access-fuzz.embedded.e2e.test.ts sends fewer requests.
  [/^node scripts\/fuzz-access/, 'a test'],
  // Minutes, even for one file or one mutant.
  [/^npm run mutate/, 'a person'],
  [/^(grep|tail|npx vitest|node --inspect) /, 'a person'],
];

/** What runs a command of the documents; undefined if nothing is known to. */
export const ranBy = (command: string): Runner | undefined =>
  RUNNERS.find(([pattern]) => pattern.test(command))?.[1];
