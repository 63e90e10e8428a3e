import type { ProblemCode } from '../contracts/definition/problems.ts';

/** Codes of API Gateway's own answers, to requests that do not reach the API. */
type GatewayCode = 'too-many-requests' | 'bad-gateway' | 'timeout';

/** The code of a problem: the last part of its `type`. */
export type Code = ProblemCode | GatewayCode;
