const MINISTACK = "pip install 'ministack[full]'";

/** Why a deployment that asks for a sign-in may refuse its own people. */
export const UNCHECKED_TOKENS = `If every token is refused: MiniStack can check tokens only with its extra, ${MINISTACK}`;

/**
 * What a deployment to an emulator says about who may call the API.
 * @param url the API's address.
 */
export const whoMayCall = (url: string, isSignInNeeded: boolean): string =>
  isSignInNeeded
    ? `People sign in. An editor's token, for 15 minutes: npm run --silent token -- --url ${url}`
    : `! Open access: anybody who reaches ${new URL(url).origin} is an editor, who reads and changes everything.
  On MiniStack (${MINISTACK}) the API can ask for a sign-in instead:
  npm run deploy:localstack -- -c authorization=cognito`;
