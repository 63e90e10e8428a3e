/** The variables that a gateway response may have in its body and headers. */
export const GATEWAY_VARIABLES = [
  'context.error.message',
  'context.error.messageString',
  'context.error.responseType',
  'context.extendedRequestId',
  'context.path',
  'context.requestId',
] as const;

export type GatewayVariable = (typeof GATEWAY_VARIABLES)[number];
