/**
 * The security headers of the page and of everything served with it, locally and on AWS. CloudFront adds
 * `Strict-Transport-Security`, which must not be sent without TLS.
 */
export const securityHeaders = {
  // Everything comes from the page's own origin, and no other page may embed it.
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    // Mantine writes style elements whose content varies, so there are no hashes to allow.
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
