import type * as z from 'zod';
import type { RouteContract } from '../definition/define-route.ts';
import { headersOf } from '../definition/define-route.ts';
import {
  MAX_BODY_BYTES,
  MAX_CORRELATION_ID,
  MAX_HEAD_BYTES,
  MAX_IDEMPOTENCY_KEY,
  MAX_URL_BYTES,
} from '../definition/limits.ts';
import { parameterNames } from '../definition/path-parameters.ts';
import { problemSchema } from '../definition/problem-schema.ts';
import { type ProblemCode, problems, problemTypeOf } from '../definition/problems.ts';
import type { Role } from '../definition/roles.ts';
import { type JsonSchema, jsonSchemaOf, mapped, type Side } from './json-schema.ts';

/** API Gateway's own answers, possible on any route. */
const gatewayAnswers: Readonly<Record<number, string>> = {
  414: `The URL has more than ${MAX_URL_BYTES} bytes.`,
  431: `The request line and the values of the headers have more than ${MAX_HEAD_BYTES} bytes together.`,
  429: 'Too many requests; `Retry-After` says when to try again.',
  502: 'The service failed.',
  504: 'The service did not answer in time.',
};

/** The statuses of requests that are refused without a problem document. */
const tooLarge: ReadonlySet<string> = new Set(['414', '431']);

/** The headers of an answer to somebody who is not signed in. */
const challenge = { 'WWW-Authenticate': { $ref: '#/components/headers/WwwAuthenticate' } };

const uuid = { type: 'string', format: 'uuid' };

/** The OpenAPI 3.1 document of the API, derived from the contracts of its routes. */
export function openapi(routesByTag: Readonly<Record<string, readonly RouteContract[]>>): object {
  const schemas: Record<string, unknown> = {};
  /** Moves a schema's definitions to the components, and points its references there. */
  const component = (json: JsonSchema): unknown => {
    const { $defs = {}, $schema: _, ...own } = json;
    const referred = (value: unknown) => mapped(value, (name) => ({ $ref: `#/components/schemas/${name}` }));
    for (const [name, { id: __, ...definition }] of Object.entries($defs as Record<string, JsonSchema>)) {
      schemas[name] = referred(definition);
    }
    return referred(own);
  };
  const schemaOf: SchemaOf = (schema, side) => component(jsonSchemaOf(schema, side));

  const content = { 'application/problem+json': { schema: schemaOf(problemSchema(), 'output') } };
  const responses: Record<string, object> = {};
  const responseOf: ResponseOf = (name, description) => {
    const headers = name === 'not-signed-in' ? { headers: challenge } : {};
    responses[name] = { description, ...headers, content };
    return { $ref: `#/components/responses/${name}` };
  };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [tag, routes] of Object.entries(routesByTag)) {
    for (const route of routes) {
      paths[route.path] = {
        ...paths[route.path],
        [route.method.toLowerCase()]: operation(route, tag, schemaOf, responseOf),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Multidomain',
      version: '1',
      description:
        'Customers, products and purchases. Unknown parameters and fields are refused. ' +
        `A body has at most ${MAX_BODY_BYTES} bytes, the URL ${MAX_URL_BYTES}, and the request line with the values of all headers ${MAX_HEAD_BYTES}.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    security: [{ bearerAuth: [] }],
    tags: Object.keys(routesByTag).map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      responses,
      parameters: {
        CorrelationId: {
          name: 'X-Correlation-Id',
          in: 'header',
          description:
            `Passed on to everything that the request causes. If it is not 1 to ${MAX_CORRELATION_ID} letters, digits or \`. _ : / + = @ -\`, ` +
            'it is replaced by a new id.',
          schema: { type: 'string' },
        },
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description: 'For a day, repeating a request with the same key returns the first answer again.',
          schema: {
            type: 'string',
            minLength: 1,
            maxLength: MAX_IDEMPOTENCY_KEY,
            pattern: '^[\\x21-\\x7e]+$',
          },
        },
        IfMatch: {
          name: 'If-Match',
          in: 'header',
          description:
            'The `ETag` that the change is based on. If it is not the current one, the answer is 412.',
          schema: { type: 'string', pattern: '^(\\*|(W/)?"[\\x21\\x23-\\x7e]*")$', examples: ['"3"'] },
        },
      },
      securitySchemes: {
        bearerAuth: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'An access token of somebody who is signed in. With open access, nobody has to sign in: see `GET /me`.',
        },
      },
      headers: {
        CorrelationId: { schema: { type: 'string' } },
        ETag: { description: 'The version, in quotes.', schema: { type: 'string' } },
        WwwAuthenticate: { description: 'How to sign in: `Bearer`.', schema: { type: 'string' } },
        Location: { description: 'The path of the new resource.', schema: { type: 'string' } },
      },
    },
  };
}

type SchemaOf = (schema: z.ZodType, side: Side) => unknown;

/** Who may call a route, in words. */
const needs: Readonly<Record<Role, string>> = {
  viewer: 'Needs the role viewer or editor.',
  editor: 'Needs the role editor.',
};

/** Adds a response to the components, and returns a reference to it. */
type ResponseOf = (name: string, description: string) => object;

function operation(route: RouteContract, tag: string, schemaOf: SchemaOf, responseOf: ResponseOf): object {
  const { name, method, path, role, summary, body, answer } = route;
  const json =
    method === 'PATCH' ? ['application/merge-patch+json', 'application/json'] : ['application/json'];
  const content = (types: readonly string[], schema: unknown) =>
    Object.fromEntries(types.map((type) => [type, { schema }]));
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: needs[role],
    'x-role': role,
    parameters: [
      ...parameterNames(path).map((parameter) => ({
        name: parameter,
        in: 'path',
        required: true,
        schema: uuid,
      })),
      ...queryParameters(route),
      { $ref: '#/components/parameters/CorrelationId' },
      ...(route.takesIdempotencyKey ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
      ...(route.takesIfMatch ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: content(json, schemaOf(body, 'input')) } }),
    responses: {
      [answer.status]: {
        description: summary,
        headers: Object.fromEntries(
          ['CorrelationId' as const, ...headersOf(route)].map((header) => [
            header === 'CorrelationId' ? 'X-Correlation-Id' : header,
            { $ref: `#/components/headers/${header}` },
          ]),
        ),
        ...(answer.body === undefined
          ? {}
          : { content: content(['application/json'], schemaOf(answer.body, 'output')) }),
      },
      ...problemResponses(route.problems, responseOf),
    },
  };
}

function queryParameters({ query }: RouteContract): object[] {
  const { properties = {}, required = [] } = jsonSchemaOf(query) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description === undefined ? {} : { description }),
    ...(required.includes(name) ? { required: true } : {}),
    // A list is one parameter, separated by commas.
    ...(schema['type'] === 'array' ? { style: 'form', explode: false } : {}),
    schema,
  }));
}

/** One response for each status, with the list of its problems. */
function problemResponses(codes: readonly ProblemCode[], responseOf: ResponseOf): Record<string, object> {
  const statuses = [...new Set(codes.map((code) => problems[code].status))];
  const ours = statuses.map((status) => {
    const named = codes.filter((code) => problems[code].status === status).toSorted();
    const description = named.map((code) => `${problems[code].title}: \`${problemTypeOf(code)}\`.`).join(' ');
    return [String(status), responseOf(named.join('.'), description)] as const;
  });
  const theirs = Object.entries(gatewayAnswers).map(
    ([status, description]) =>
      // On AWS, these are no problem documents: CloudFront and API Gateway refuse such requests before anything else.
      [
        status,
        tooLarge.has(status) ? { description } : responseOf(`gateway-${status}`, description),
      ] as const,
  );
  return Object.fromEntries([...theirs, ...ours]);
}
