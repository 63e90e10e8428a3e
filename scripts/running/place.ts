import { portFrom } from '../terminal/port-option.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** Where a system runs: the embedded runtime on a port of this machine, an emulator, or a stage on AWS. */
export type Place =
  | { readonly kind: 'local'; readonly port: number }
  | { readonly kind: 'localstack' }
  | { readonly kind: 'aws'; readonly stage: 'dev' | 'prod' };

/** The options of `parseArgs` that say where a system runs. */
export const placeOptions = {
  target: { type: 'string' },
  stage: { type: 'string' },
  port: { type: 'string' },
} as const;

/** What the usage says about them. */
export const PLACE_USAGE = `  --port N             the port of npm start (default 3000)
  --target localstack  an emulator, at AWS_ENDPOINT_URL (default http://localhost:4566)
  --target aws         AWS, with the credentials and the region in the environment
  --stage STAGE        dev or prod, on AWS`;

/** Where the options say that the system runs; default: on port 3000. @throws UsageError */
export function placeFrom(options: {
  readonly target?: string | undefined;
  readonly stage?: string | undefined;
  readonly port?: string | undefined;
}): Place {
  const { target, stage, port } = options;
  if (target !== undefined && port !== undefined) throw new UsageError('Use either --port or --target.');
  if (target !== 'aws' && stage !== undefined) throw new UsageError('--stage belongs to --target aws.');
  switch (target) {
    case undefined:
      return { kind: 'local', port: portFrom(port ?? '3000') };
    case 'localstack':
      return { kind: 'localstack' };
    case 'aws':
      if (stage === 'dev' || stage === 'prod') return { kind: 'aws', stage };
      throw new UsageError(`--target aws needs --stage dev or prod${stage ? `, not "${stage}"` : ''}.`);
    default:
      throw new UsageError(`--target must be localstack or aws, not "${target}".`);
  }
}
