import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { marshall } from '@aws-sdk/util-dynamodb';
import { itemIn } from './first-event.ts';

/** What the services answer when nothing is there. A function that is invoked refuses. */
const answers: Readonly<Record<string, string>> = {
  BatchGetItem: '{"Responses":{},"UnprocessedKeys":{}}',
  PutEvents: '{"FailedEntryCount":0,"Entries":[{"EventId":"event-1"}]}',
  invocations: '{"refused":{"code":"not-found","detail":"There is no such customer."}}',
  Query: '{"Items":[],"Count":0}',
  Scan: '{"Items":[],"Count":0}',
};

/** A local server that answers like DynamoDB, Lambda and EventBridge. Tables have one item or none, and lists are empty. */
export class AwsStub {
  readonly #server: Server;
  calls = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        this.calls += 1;
        const target = request.headers['x-amz-target'] ?? request.url ?? '';
        const operation = /\w+$/.exec(String(target))?.[0] ?? '';
        const item = operation === 'GetItem' ? itemIn(JSON.parse(body).TableName) : undefined;
        const answer = item === undefined ? answers[operation] : JSON.stringify({ Item: marshall(item) });
        response.setHeader('content-type', 'application/x-amz-json-1.0').end(answer ?? '{}');
      });
    });
  }

  static async start(): Promise<AwsStub> {
    const stub = new AwsStub();
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
