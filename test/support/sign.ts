export { signedFetch } from '../../scripts/deployed/signed-fetch.ts';
