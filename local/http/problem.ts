import { type ServerResponse, STATUS_CODES } from 'node:http';
import { refuse, type Wording } from './refusal-answer.ts';

/** Words a refusal as an RFC 9457 problem; the title is the status's own. */
export const asProblem: Wording = ({ status, detail, correlationId, instance }) => ({
  headers: {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    'X-Correlation-Id': correlationId,
  },
  body: JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail,
    instance,
    correlationId,
  }),
});

/** Ends a response with a problem. */
export function sendProblem(response: ServerResponse, status: number, detail: string): void {
  refuse(response, { status, detail }, asProblem);
}

/** Ends a response with a JSON body. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
