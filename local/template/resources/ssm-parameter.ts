import { z } from 'zod';
import { resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';

/** Only its name and value: nothing serves the parameter store itself. */
export const ssmParameter = resourceType({
  type: 'AWS::SSM::Parameter',
  properties: z.strictObject({
    ...withoutEffect({
      AllowedPattern: 'checked by AWS on writes',
      Description: 'a label',
      Tags: 'a label',
      Tier: 'a price',
    }),
    Name: z.string().exactOptional(),
    Type: z.enum(['String', 'StringList']),
    Value: z.string(),
  }),
  identify: ({ name, property }) => ({
    ref: name('Name', 1011),
    attributes: { Type: String(property('Type')), Value: String(property('Value')) },
  }),
});
