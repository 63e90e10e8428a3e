import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../shared/testing/api-event.ts';
import { consumedBy } from '../../../shared/testing/consumed-capacity.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { customers } = await import('../adapters/tables.ts');
const { documentClient } = await import('../../../shared/dynamodb/client.ts');
const { handler } = await import('./search-customers.ts');
const { handler: index } = await import('./index-customers.ts');
afterAll(() => database.close());

const names = ['Ada Smith', 'Zoë Smith', 'Jo Smits', 'Hans Müller', 'Maria Rossi', 'Bo Li'];

beforeAll(async () => {
  for (const [n, name] of names.entries()) {
    const country = n === 0 ? 'France' : 'Chile';
    const customer = aCustomer({ customerId: anId(n + 1), name, country, email: `${n}@example.com` });
    const { birthDate: _, ...ageless } = customer;
    await customers.add(n === 0 ? ageless : customer, { cause: aCause });
  }
  await database.feed('CUSTOMERS_TABLE', index);
});

async function found(query: Record<string, string>) {
  const { status, body } = await ask(handler, { query });
  expect(status).toBe(200);
  return {
    names: body.items.map(({ name }: { name: string }) => name),
    suggestion: body.suggestion?.name,
    nextCursor: body.nextCursor,
  };
}

describe('a mistyped name', () => {
  test.each([
    ['smtih', 'smith', ['Ada Smith', 'Zoë Smith']],
    ['müler', 'muller', ['Hans Müller']],
    ['ada smtih', 'ada smith', ['Ada Smith']],
    ['mraia rosi', 'maria rossi', ['Maria Rossi']],
    ['mraia', 'maria', ['Maria Rossi']],
    ['rosssi', 'rossi', ['Maria Rossi']],
  ])('%s finds those of the name that is most likely meant', async (name, meant, expected) => {
    const { names, suggestion } = await found({ name });
    expect({ names, suggestion }).toEqual({ names: expected, suggestion: meant });
  });

  test('is searched for with the other filters as well', async () => {
    expect(await found({ name: 'smtih', country: 'Chile' })).toMatchObject({
      names: ['Zoë Smith'],
      suggestion: 'smith',
    });
    expect(await found({ name: 'smtih', minAge: '0' })).toMatchObject({ names: ['Zoë Smith'] });
    expect(await found({ name: 'smtih', country: 'Peru' })).toEqual({ names: [] });
  });

  test('has further pages with the same query', async () => {
    const first = await found({ name: 'smtih', limit: '1' });
    expect(first).toMatchObject({ names: ['Ada Smith'], suggestion: 'smith' });
    expect(await found({ name: 'smtih', limit: '1', cursor: first.nextCursor })).toMatchObject({
      names: ['Zoë Smith'],
      suggestion: 'smith',
    });
  });

  test('costs a bounded number of reads', async () => {
    const { requests } = await consumedBy(documentClient, () => ask(handler, { query: { name: 'smtih' } }));
    // Three searches of up to two lists, up to eight lists of words, and the entities.
    expect(requests).toBeLessThanOrEqual(2 + 1 + 8 + 2 + 2 + 1);
  });
});

test('an e-mail address is found where names are typed', async () => {
  const { body } = await ask(handler, { query: { name: '4@EXAMPLE.com' } });
  expect(body).toMatchObject({ items: [{ name: 'Maria Rossi' }], suggestion: { email: '4@EXAMPLE.com' } });
});

test.each<Record<string, string>>([
  { name: 'smi' },
  { name: 'smith', country: 'Peru' },
  { name: 'qqqqqq' },
  { name: 'bol' },
])('%j is not taken for mistyped', async (query) => {
  expect(await found(query)).not.toHaveProperty('suggestion', expect.any(String));
});
