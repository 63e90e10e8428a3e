import { matchRoute, splitPath } from '../../local/services/api-gateway/match-route.ts';
import { type IncomingRequest, proxyEvent } from '../../local/services/api-gateway/proxy-event.ts';
import { type OutgoingResponse, proxyResponse } from '../../local/services/api-gateway/proxy-response.ts';
import type { World } from './world.ts';

/** A request of somebody who is signed in. */
export interface GatewayRequest {
  readonly method: string;
  /** With the stage. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly claims: Readonly<Record<string, string>>;
}

const failure = (statusCode: number, message: string): OutgoingResponse => ({
  statusCode,
  headers: [['Content-Type', 'application/json']],
  body: JSON.stringify({ message }),
});

/** API Gateway: finds the template's route of a request and asks its function. */
export function askGateway(world: World, request: GatewayRequest): Promise<OutgoingResponse> {
  const [api] = world.model.apis;
  if (api === undefined) throw new Error('The template has no API');
  const { method, url, headers, body, claims } = request;
  const segments = splitPath(decodeURIComponent(url.pathname).slice(api.stage.length + 1));
  const match = matchRoute(api.routes, method, segments);
  if (match.kind !== 'route') return Promise.resolve(failure(403, 'Missing Authentication Token'));
  const { route, pathParameters } = match;
  const incoming: IncomingRequest = {
    ...{ method, path: url.pathname, query: url.search.slice(1), httpVersion: '1.1', body },
    rawHeaders: Object.entries(headers).flat(),
    sourceIp: '127.0.0.1',
  };
  const event = proxyEvent({
    ...{ api, route, pathParameters, request: incoming, requestId: crypto.randomUUID() },
    time: new Date(world.now),
    ...(route.authorization && { claims }),
  });
  return new Promise((resolve) =>
    world.invoke(route.functionArn, event, (result) => {
      const answer = result.ok ? proxyResponse(result.payload) : undefined;
      resolve(answer ?? failure(502, 'Internal server error'));
    }),
  );
}
