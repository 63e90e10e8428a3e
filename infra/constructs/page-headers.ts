import { Duration } from 'aws-cdk-lib';
import {
  type HeadersFrameOption,
  type HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { contentSecurityPolicy, securityHeaders } from '../../web/security-headers.ts';

export interface PageHeadersProps {
  /** Unique in the account, across regions. */
  readonly name: string;
  /** The addresses of the sign-in that the page may call. */
  readonly providers: readonly string[];
}

/** The security headers of every response. */
export class PageHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, { name, providers }: PageHeadersProps) {
    super(scope, id, {
      responseHeadersPolicyName: name,
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: contentSecurityPolicy(providers),
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
