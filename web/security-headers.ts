/**
 * What the page may load, and from where.
 * @param providers the addresses of a sign-in elsewhere that it may also call. Paths end with `/`.
 */
export const contentSecurityPolicy = (providers: readonly string[] = []): string =>
  [
    // Everything else comes from the page's own origin, and no other page may embed it.
    "default-src 'none'",
    "script-src 'self'",
    // No style elements or attributes. Scripts may still set the style of an element, as React does.
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    ["connect-src 'self'", ...providers].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * The security headers of the page and of everything served with it, locally and on AWS. CloudFront adds
 * `Strict-Transport-Security`, which must not be sent without TLS, and lets the page call Cognito.
 */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
} as const;
