import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { createApiGateway } from '../services/api-gateway/api-gateway.ts';
import type { InvokeResult } from '../services/invoke.ts';
import { RequestBacklog } from '../services/request-backlog.ts';
import { type Recording, testRecordings } from './testing/recordings.ts';

/** Serves `POST /existing` until the test ends; the function returns `payload`. */
async function aGateway(payload: unknown = { statusCode: 200, body: '{"message":"exists"}' }) {
  const functionArn = 'arn:aws:lambda:us-east-1:111111111111:function:api';
  const events: unknown[] = [];
  const gateway = createApiGateway({
    apis: [
      {
        logicalId: 'Api',
        id: 'a1',
        name: 'api',
        stage: 'api',
        routes: [{ logicalId: 'Route', method: 'POST', path: '/existing', functionArn }],
        gatewayResponses: [],
      },
    ],
    backlog: new RequestBacklog(),
    invoke: async (_, event): Promise<InvokeResult> => {
      events.push(event);
      return { ok: true, payload };
    },
    verifyToken: async () => 'invalid',
  });
  const server = createServer((request, response) => void gateway.handler(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(baseUrl + path, init);
    return {
      status: response.status,
      headers: response.headers,
      content: (await response.json()) as Record<string, unknown>,
    };
  };
  return { events, send };
}

/** Headers that the local gateway does not add: they say how a request came to AWS. */
const addedByAws = new Set(['Via', 'X-Amzn-Trace-Id', 'X-Forwarded-Port', 'x-amz-apigw-id']);

const names = (headers: Record<string, string>) =>
  Object.keys(headers).filter((name) => !addedByAws.has(name));

testRecordings(
  'test_apigateway_common.snapshot.json',
  {
    async test_routing_not_found(recording: Recording) {
      const { send } = await aGateway();
      const found = await send('/existing', { method: 'POST' });
      expect({ ...found.content, statusCode: found.status }).toEqual(recording['working-route']);
      const missing = await send('/random', { method: 'POST' });
      expect([missing.status, missing.content]).toEqual([403, recording['not-found'].content]);
      const wrongMethod = await send('/existing', { method: 'GET' });
      expect([wrongMethod.status, wrongMethod.content]).toEqual([403, recording['wrong-method'].content]);
    },
  },
  {
    test_api_gateway_request_validator: 'no request validators',
    test_api_gateway_request_validator_with_ref_models: 'no request validators',
    test_api_gateway_request_validator_with_ref_one_ofmodels: 'no request validators',
    test_api_key_required_for_methods: 'no API keys',
    test_usage_plan_crud: 'no usage plans',
    test_create_update_stages: 'APIs are not changed after the start',
    test_update_stage_remove_wildcard: 'APIs are not changed after the start',
    test_create_delete_deployments: 'APIs are not changed after the start',
    test_create_update_deployments: 'APIs are not changed after the start',
    test_documentation_parts_and_versions: 'no documentation parts',
    test_invocation_trace_id: 'no X-Ray, so no trace ids',
    test_input_path_template_formatting: 'no mapping templates: proxy integrations only',
    test_input_body_formatting: 'no mapping templates: proxy integrations only',
  },
);

testRecordings(
  'test_apigateway_integrations.snapshot.json',
  {
    async test_apigateway_header_remapping_aws(recording: Recording) {
      const { body, headers, 'response-headers': answered } = recording['no-param-integration'];
      const { events, send } = await aGateway();
      const sent = Object.entries(headers as Record<string, string>).filter(
        ([name]) => !/^(Host|X-Forwarded|Accept-Encoding)/.test(name),
      );
      const response = await send('/existing', { method: 'POST', headers: Object.fromEntries(sent) });
      expect(events).toMatchObject([{ body }]);
      const [event] = events as { headers: Record<string, string> }[];
      const received = Object.fromEntries(
        Object.entries(event?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      );
      expect(received).toMatchObject(
        Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), value])),
      );
      expect(Object.keys(received)).toEqual(
        expect.arrayContaining(names(headers).map((name) => name.toLowerCase())),
      );
      expect([...response.headers.keys()]).toEqual(
        expect.arrayContaining(names(answered).map((name) => name.toLowerCase())),
      );
    },
  },
  {
    'test_apigateway_header_remapping_aws[AWS]': 'proxy integrations only',
    test_apigateway_header_remapping_http: 'no HTTP integrations',
    test_create_execute_api_vpc_endpoint: 'no private APIs',
    test_put_integration_responses: 'proxy integrations have no integration responses',
    test_put_integration_response_with_response_template: 'proxy integrations have no integration responses',
    test_put_integration_validation: 'proxy integrations only; the templates are checked when they are read',
    test_integration_mock_with_request_overrides_in_response_template: 'no mock integrations',
    test_integration_mock_with_path_param: 'no mock integrations',
    test_integration_mock_with_response_override_in_request_template: 'no mock integrations',
    test_integration_mock_with_vtl_map_assignation: 'no mock integrations',
  },
);
