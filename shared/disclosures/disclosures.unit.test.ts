import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { defineDisclosure } from '../../contracts/definition/define-disclosure.ts';
import { Refusal } from '../refusals/refusal.ts';
import { anId } from '../testing/fixed.ts';
import { logLines } from '../testing/log-lines.ts';
import { askOf } from './ask.ts';
import { disclose } from './disclose.ts';

const contract = defineDisclosure(() => ({
  asked: z.strictObject({ customerId: z.uuid() }),
  held: z.strictObject({ name: z.string() }),
}));
const customerId = anId(1);

const lambda = mockClient(LambdaClient);
const ask = askOf(contract, 'customer-disclosure');

/** Makes the function that is asked the one that discloses with `tell`. */
function answered(tell: (asked: { customerId: string }) => Promise<unknown>): void {
  const handler = disclose(contract, tell as () => Promise<{ name: string }>);
  lambda.on(InvokeCommand, { FunctionName: 'customer-disclosure' }).callsFake(async ({ Payload }) => {
    const result = await handler(JSON.parse(Payload)).catch(() => undefined);
    if (result === undefined) return { FunctionError: 'Unhandled' };
    return { Payload: { transformToString: () => JSON.stringify(result) } };
  });
}

beforeEach(() => {
  lambda.reset();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

describe('asking a service what it holds', () => {
  test('returns what its function tells about the customer', async () => {
    answered(async (asked) => ({ name: `Ada of ${asked.customerId}` }));
    expect(await ask({ customerId }, 'trace-1')).toEqual({ name: `Ada of ${customerId}` });
  });

  test.each(['not-found', 'invalid-cursor', 'overloaded'] as const)(
    'passes on the refusal %s',
    async (code) => {
      answered(async () => Promise.reject(new Refusal(code, 'Not now.')));
      await expect(ask({ customerId }, 'trace-1')).rejects.toThrow(new Refusal(code, 'Not now.'));
    },
  );

  test('fails if the service tells something else than its contract says', async () => {
    answered(async () => ({ name: 'Ada', more: 1 }));
    await expect(ask({ customerId }, 'trace-1')).rejects.toThrow(/unrecognized/i);
  });

  test('fails if the function fails, without repeating its error', async () => {
    lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled' });
    await expect(ask({ customerId }, 'trace-1')).rejects.toThrow('customer-disclosure failed: Unhandled');
  });
});

describe('a function that discloses', () => {
  const tell = disclose(contract, async () => ({ name: 'Ada' }));

  test.each<[string, unknown]>([
    ['no question', {}],
    ['a question outside its contract', { correlationId: 'trace-1', asked: { customerId: 'x' } }],
  ])('fails on %s', async (_, event) => {
    await expect(tell(event)).rejects.toThrow(z.ZodError);
  });

  test('fails on a refusal that cannot be meant for the caller, and on any other error', async () => {
    const question = { correlationId: 'trace-1', asked: { customerId } };
    const refusing = disclose(contract, () => Promise.reject(new Refusal('unknown-product', 'No.')));
    await expect(refusing(question)).rejects.toThrow(Refusal);
    const failing = disclose(contract, () => Promise.reject(new Error('boom')));
    await expect(failing(question)).rejects.toThrow('boom');
  });

  test('logs the customer’s id and the correlation id, and nothing that it tells', async () => {
    const lines = logLines();
    const fresh = await import('./disclose.ts');
    await fresh.disclose(contract, async () => ({ name: 'Ada' }))({
      correlationId: 'trace-1',
      asked: { customerId },
    });
    expect(lines).toMatchObject([{ message: 'disclosed', correlationId: 'trace-1', customerId }]);
    expect(JSON.stringify(lines)).not.toContain('Ada');
  });
});
