import { z } from 'zod';
import { generatedId } from '../names.ts';
import { resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';

export const authorizer = resourceType({
  type: 'AWS::ApiGateway::Authorizer',
  properties: z.strictObject({
    ...withoutEffect({
      AuthType: 'a label of imports from OpenAPI',
      AuthorizerResultTtlInSeconds: 'every local request is checked anew',
    }),
    Name: z.string().exactOptional(),
    RestApiId: z.string(),
    Type: z.literal('COGNITO_USER_POOLS'),
    IdentitySource: z.string().regex(/^method\.request\.header\.[\w-]+$/, 'method.request.header.NAME'),
    ProviderARNs: z.array(z.string()).min(1, 'at least one user pool'),
  }),
  identify: ({ stackName, logicalId }) => {
    const ref = generatedId(stackName, logicalId, 6);
    return { ref, attributes: { AuthorizerId: ref } };
  },
});
