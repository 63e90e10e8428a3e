import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where `npm run deploy:localstack` keeps what it synthesizes and what it deployed. */
export const folder = join(import.meta.dirname, '../../.local/localstack');

/** The file with the stacks' outputs, written by `cdk deploy --outputs-file`. */
export const outputsFile = join(folder, 'outputs.json');

/** What was deployed to an emulator last. */
export interface Deployment {
  readonly apiId: string;
  /** With what people sign in; undefined if access is open. */
  readonly signIn: { readonly userPoolId: string; readonly clientId: string } | undefined;
}

/**
 * Reads what was deployed last; undefined if nothing was.
 * @throws Error if the outputs have no API endpoint.
 */
export function readDeployment(file = outputsFile): Deployment | undefined {
  if (!existsSync(file)) return undefined;
  const outputs: Record<string, Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));
  const all = Object.values(outputs).flatMap((stack) => Object.entries(stack));
  const outputOf = (prefix: string) => all.find(([name]) => name.startsWith(prefix))?.[1];
  // Host names differ between emulators, but the first label is always the API's id.
  const apiId = outputOf('ApiEndpoint')?.match(/^https?:\/\/([^.]+)\./)?.[1];
  if (apiId === undefined)
    throw new Error(`${file} has no output ApiEndpoint…. Run npm run deploy:localstack again`);
  const [userPoolId, clientId] = [outputOf('UserPoolId'), outputOf('LocalClientId')];
  const signIn = userPoolId === undefined || clientId === undefined ? undefined : { userPoolId, clientId };
  return { apiId, signIn };
}
