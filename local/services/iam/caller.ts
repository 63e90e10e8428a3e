/** Who signed a request: a role of the template, or the developer at this machine, who may do anything. */
export type Caller = { readonly roleArn: string } | 'developer';

/** Why nobody is accepted as the caller; the names are AWS's error types. */
export type CallerError = {
  readonly type:
    | 'MissingAuthenticationTokenException'
    | 'UnrecognizedClientException'
    | 'InvalidSignatureException';
  readonly message: string;
};

/** The access key ids that stand for the developer; tools on this machine use them with any secret. */
const developerKeys: readonly string[] = ['local', 'test'];

const sigV4 = /^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)\/\d{8}\/[^/]+\/(?<service>[^/]+)\/aws4_request,/;

/**
 * Tells from a SigV4 `Authorization` header who calls. The signature itself is not checked: whoever reaches
 * the loopback interface could read the secrets as well.
 * @param credentials role ARNs by access key id
 * @param service the signing name of the service that is called: `dynamodb`, `events`
 */
export function identifyCaller(
  authorization: string | undefined,
  credentials: ReadonlyMap<string, string>,
  service: string,
): Caller | CallerError {
  const scope = authorization === undefined ? undefined : sigV4.exec(authorization)?.groups;
  if (scope?.['key'] === undefined) {
    return {
      type: 'MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    };
  }
  if (scope['service'] !== service) {
    const message = `Credential should be scoped to correct service: '${service}'.`;
    return { type: 'InvalidSignatureException', message };
  }
  const roleArn = credentials.get(scope['key']);
  if (roleArn !== undefined) return { roleArn };
  if (developerKeys.includes(scope['key'])) return 'developer';
  return {
    type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  };
}
