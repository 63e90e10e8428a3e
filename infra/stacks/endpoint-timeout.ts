import { Duration } from 'aws-cdk-lib';
import type { Settings } from '../settings.ts';

/**
 * The timeout of a function behind the API, if it is not the default. On an emulator it includes the start of a process for
 * each concurrent request, which takes long on a busy machine. The gateway waits for 29 s.
 */
export const endpointTimeout = ({ target }: Settings): { readonly timeout?: Duration } =>
  target === 'localstack' ? { timeout: Duration.seconds(28) } : {};
