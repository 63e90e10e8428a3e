import { join } from 'node:path';
import type { RuntimeOptions } from '../../../local/runtime.ts';
import { securityHeaders } from '../../../web/security-headers.ts';
import { PROJECT_FOLDER } from '../project-folder.ts';
import { apiReference } from './api-reference.ts';
import { pageConfiguration } from './page-configuration.ts';
import { plainPage } from './plain-page.ts';
import { staticFiles } from './static-files.ts';
import { toLocalhost } from './to-localhost.ts';

/** Runtime options that serve the web page beside the API, with security headers on every response. */
export const servePage: Required<Pick<RuntimeOptions, 'headers' | 'handlers'>> = {
  headers: securityHeaders,
  handlers: ([userPool]) => [
    ...(userPool === undefined ? [] : [toLocalhost, pageConfiguration(userPool)]),
    apiReference,
    staticFiles(join(PROJECT_FOLDER, 'web/dist')),
    plainPage,
  ],
};
