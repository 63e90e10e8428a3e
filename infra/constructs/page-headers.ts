import { Duration } from 'aws-cdk-lib';
import {
  type HeadersFrameOption,
  type HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { securityHeaders } from '../../web/security-headers.ts';

/** The security headers of every response. @param name unique in the account, across regions. */
export class PageHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, name: string) {
    super(scope, id, {
      responseHeadersPolicyName: name,
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: securityHeaders['Content-Security-Policy'],
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: {
          frameOption: securityHeaders['X-Frame-Options'] as HeadersFrameOption,
          override: true,
        },
        referrerPolicy: {
          referrerPolicy: securityHeaders['Referrer-Policy'] as HeadersReferrerPolicy,
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
    });
  }
}
