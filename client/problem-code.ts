import type { ProblemCode } from '../contracts/definition/problems.ts';

/** What API Gateway answers by itself, before a request reaches the API. */
type GatewayCode = 'not-signed-in' | 'access-denied' | 'too-many-requests' | 'bad-gateway' | 'timeout';

/** The code of a problem: the last part of its `type`. */
export type Code = ProblemCode | GatewayCode;
