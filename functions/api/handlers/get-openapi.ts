import { GetOpenapi } from '../../../contracts/api/routes.ts';
import document from '../../../docs/openapi.json' with { type: 'json' };
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';

export const handler = endpoint(GetOpenapi, async () => ok({ ...document, openapi: '3.1.0' as const }));
