import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

/**
 * One JSON object per request to a REST API; a missing value is `-`. `requestId` finds the request in the
 * function's log. `responseType` says why API Gateway answered instead of a function. `functionStatus` is what Lambda
 * answered API Gateway: 429 when it throttled the function.
 */
export const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    // Callers can choose the extended one.
    extendedRequestId: AccessLogField.contextExtendedRequestId(),
    method: AccessLogField.contextHttpMethod(),
    path: AccessLogField.contextPath(),
    route: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    responseType: AccessLogField.contextErrorResponseType(),
    functionStatus: AccessLogField.contextIntegrationStatus(),
    milliseconds: AccessLogField.contextResponseLatency(),
    bytes: AccessLogField.contextResponseLength(),
    // The id of the person, never their token or address.
    caller: AccessLogField.contextAuthorizerClaims('sub'),
    sourceIp: AccessLogField.contextIdentitySourceIp(),
  }),
);
