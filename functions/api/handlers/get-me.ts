import { GetMe } from '../../../contracts/api/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';

export const handler = endpoint(GetMe, async ({ caller: { id, role, access } }) => ok({ id, role, access }));
