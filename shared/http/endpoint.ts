import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { RequestOf, RouteContract } from '../../contracts/definition/define-route.ts';
import type { IdempotencyTable, Remembering } from '../idempotency/idempotency-table.ts';
import { msOf, withinMs } from '../retries/time-budget.ts';
import type { Cause } from '../values/aggregate.ts';
import { type Answer, type AnswerOf, resultOf } from './answer.ts';
import { answerOnce } from './answer-once.ts';
import { answerProblems } from './answer-problems.ts';
import { type AllowedCaller, type Authorized, authorize } from './authorize.ts';
import { checkAnswers } from './check-answers.ts';
import { correlate, correlationIdOf } from './correlation.ts';
import { requireMatch } from './etag.ts';
import { headerOf, headerValues } from './headers.ts';
import { logRequests } from './log-requests.ts';
import { type Parsed, parseRequest } from './parse-request.ts';
import { secureAnswers } from './secure-answers.ts';

/** A parsed request. */
export interface EndpointRequest<Route extends RouteContract> extends RequestOf<Route> {
  /** Throws a refusal if the `If-Match` header excludes this version. */
  readonly ifMatch: (version: number) => void;
  /** When the request arrived, ISO 8601 UTC. */
  readonly now: string;
  readonly caller: AllowedCaller;
  readonly cause: Cause;
  /**
   * The writes that remember `answer` for the request's idempotency key; see {@link answerOnce}.
   * @param about the id of the person whose data the answer contains, if any.
   */
  readonly remember: (answer: Answer, about?: string) => Remembering;
}

/** Where answers to an `Idempotency-Key` are remembered; required for every POST. */
type Keeping<Route extends RouteContract> = Route extends { readonly method: 'POST' }
  ? [{ readonly idempotency: IdempotencyTable }]
  : [];

/**
 * A Lambda handler behind API Gateway: lets only callers with the route's role pass, checks requests and answers against
 * the contract of the route, answers refusals as problem+json, passes on the correlation id, and stops retrying when its
 * invocation runs out of time.
 * @returns the Lambda's handler, with its `contract`.
 */
export function endpoint<Route extends RouteContract>(
  route: Route,
  handle: (request: EndpointRequest<Route>) => Promise<AnswerOf<Route>>,
  ...keepings: Keeping<Route>
) {
  const [keeping] = keepings as Partial<[{ readonly idempotency: IdempotencyTable }]>;
  const run = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
    const { caller, parsed } = event as Authorized & Parsed<Route>;
    const { path, query, body } = parsed;
    const request = {
      path,
      query,
      body,
      ifMatch: (version: number) => requireMatch(ifMatchOf(event), version),
      now: new Date().toISOString(),
      caller,
      cause: { correlationId: correlationIdOf(event), ...actorOf(caller) },
    };
    const answer = async (remember: EndpointRequest<Route>['remember']) =>
      resultOf(await withinMs(msOf(context), () => handle({ ...request, remember })));
    const key = keeping && route.takesIdempotencyKey ? headerOf(event, 'Idempotency-Key') : undefined;
    if (keeping === undefined || key === undefined) return answer(() => []);
    const asked = { method: event.httpMethod, resource: event.resource, path, query, body };
    return answerOnce(keeping.idempotency, key, asked, request.now, (remember) =>
      answer((given, about) => remember(resultOf(given), about)),
    );
  };
  // After the handler, the steps run from the last to the first.
  const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Context>()
    .use(correlate())
    .use(logRequests())
    .use(secureAnswers())
    .use(checkAnswers(route))
    .use(answerProblems())
    .use(authorize(route))
    .use(parseRequest(route))
    .handler(run);
  return Object.assign(handler, { contract: route });
}

/** The actor of a cause; none with open access. */
const actorOf = ({ id, role, access }: AllowedCaller): Pick<Cause, 'actor'> =>
  access === 'open' ? {} : { actor: { id, role } };

/** A list header may be sent in several lines; they form one list. */
function ifMatchOf(event: APIGatewayProxyEvent): string | undefined {
  const lines = headerValues(event, 'If-Match');
  return lines.length === 0 ? undefined : lines.join(', ');
}
