import { z } from 'zod';
import type { GatewayResponseSpec } from '../../model.ts';
import { GATEWAY_VARIABLES } from '../../services/api-gateway/gateway-variables.ts';
import { generatedId } from '../names.ts';
import { type Resource, resourceType } from '../resource-type.ts';

const HEADER = 'gatewayresponse.header.';
const isVariable = (name: string): boolean => (GATEWAY_VARIABLES as readonly string[]).includes(name);
const variablesIn = (template: string): string[] =>
  [...template.matchAll(/\$([\w.]*\w)/g)].map(([, name = '']) => name);

const properties = z.strictObject({
  RestApiId: z.string(),
  ResponseType: z.string().regex(/^[A-Z][A-Z0-9_]+$/),
  StatusCode: z
    .string()
    .regex(/^[45]\d\d$/)
    .exactOptional(),
  ResponseParameters: z
    .record(
      z.string().regex(/^gatewayresponse\.header\.[\w-]+$/),
      z
        .string()
        .refine(
          (value) => /^'[^'\r\n]*'$/.test(value) || isVariable(value),
          `has to be a text in single quotes or one of ${GATEWAY_VARIABLES.join(', ')}`,
        ),
    )
    .default({}),
  ResponseTemplates: z
    .record(
      z.string(),
      z
        .string()
        .refine(
          (template) => variablesIn(template).every(isVariable),
          `may hold no variables but ${GATEWAY_VARIABLES.map((name) => `$${name}`).join(', ')}`,
        ),
    )
    .refine(
      (templates) => Object.keys(templates).length < 2,
      'has several templates; allowed: one, for every request',
    )
    .default({}),
});

export const gatewayResponse = resourceType({
  type: 'AWS::ApiGateway::GatewayResponse',
  properties,
  identify: ({ stackName, logicalId }) => {
    const id = generatedId(stackName, logicalId, 10);
    return { ref: id, attributes: { Id: id } };
  },
});

export function gatewayResponseSpec(declared: Resource<z.output<typeof properties>>): GatewayResponseSpec {
  const { ResponseType, StatusCode, ResponseParameters, ResponseTemplates } = declared.properties;
  const [template] = Object.entries(ResponseTemplates);
  return {
    logicalId: declared.logicalId,
    type: ResponseType,
    ...(StatusCode !== undefined && { statusCode: Number(StatusCode) }),
    headers: Object.entries(ResponseParameters).map(([name, value]) => [name.slice(HEADER.length), value]),
    ...(template && { template: { contentType: template[0], body: template[1] } }),
  };
}
