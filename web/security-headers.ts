/**
 * The security headers of the page, and of all that is served beside it, wherever that is. CloudFront adds
 * `Strict-Transport-Security`, which must not be sent without TLS.
 */
export const securityHeaders = {
  // Everything comes from the page's own origin, and nothing else may embed it.
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    // Mantine writes style elements, which differ with what is shown: there is no hash to allow.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
} as const;
