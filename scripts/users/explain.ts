import { type Action, commandAt, type Place } from './arguments.ts';
import { UsersError } from './users-error.ts';

/** `ENOTFOUND` and the like, but none of Node's own codes, such as `ERR_INVALID_ARG_TYPE`. */
const NETWORK_ERROR = /^E(?!RR_)[A-Z_]+$/;

/** What went wrong and what to do, for errors that are not bugs; undefined for any other. */
export function explain(error: unknown, action: Action, place: Place): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UsersError) return error.message;
  const { name, message } = error;
  const email = 'email' in action ? action.email : '';
  if (name === 'UsernameExistsException') {
    return `${email} is there already. ${commandAt(place)} role ${email} ROLE changes the role.`;
  }
  if (name === 'UserNotFoundException') {
    return `There is no ${email}. ${commandAt(place)} list shows everyone.`;
  }
  if (name === 'CredentialsProviderError') {
    return `There are no AWS credentials (${message}).\nSet AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  }
  if (message === 'Region is missing') return 'There is no AWS region. Set AWS_REGION.';
  if (/^Stack with id .* does not exist$/.test(message)) {
    return `${message} in this account and region. Deploy it with npm run deploy, or choose another --stage or AWS_REGION.`;
  }
  if ('code' in error && NETWORK_ERROR.test(String(error.code))) {
    return place.kind === 'local'
      ? `The system on port ${place.port} no longer runs. Start it with npm start.`
      : `AWS cannot be reached (${message || error.code}). Check the network and AWS_REGION.`;
  }
  // Any other refusal of AWS, such as a missing permission.
  return '$metadata' in error ? `${name}: ${message}` : undefined;
}
