import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { beforeAll, expect, test, vi } from 'vitest';
import { concurrently } from '../bench/concurrently.ts';
import { createClient } from '../client/create-client.ts';
import { isAtLeast } from '../contracts/definition/roles.ts';
import { newSigningKey } from '../local/services/cognito/signing-key.ts';
import { type Credential, credentialsFor, tokenIn } from './support/access/credentials.ts';
import { aRandom, type Random } from './support/access/random.ts';
import { bodyFor, contractOf, filledIn } from './support/access/requests.ts';
import { type SignedInSystem, startSignedInSystem } from './support/access/system.ts';
import { tablesOf } from './support/access/tables.ts';

// The system and this file have the same key, so that a wrong token can differ from a right one in a single claim.
vi.mock('../local/services/cognito/signing-key.ts', async (original) => {
  const module = await original<typeof import('../local/services/cognito/signing-key.ts')>();
  const key = await module.newSigningKey();
  return { ...module, newSigningKey: async () => key };
});

/** How many requests, and from which seed; `node scripts/fuzz-access.ts` sets them. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 300);
const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));
const IN_FLIGHT = 8;

let system: SignedInSystem;
let credentials: Credential[];

beforeAll(async () => {
  system = await startSignedInSystem('access-fuzz');
});

/** What everything that a caller writes contains. */
const markOf = ({ caller }: Credential): string => `written-by-${caller?.role ?? 'nobody'}`;

/** Ids that exist, from which requests choose. */
const known: Record<'customerId' | 'productId' | 'purchaseId', string[]> = {
  customerId: [],
  productId: [],
  purchaseId: [],
};

async function renewCredentials(): Promise<void> {
  credentials = await credentialsFor(system, await newSigningKey());
}

const editorToken = (): string => {
  const editor = credentials.find(({ caller }) => caller?.role === 'editor');
  return editor === undefined ? '' : tokenIn(editor);
};

/** Adds something to read, change and remove. */
async function addTargets(): Promise<void> {
  const api = createClient({ baseUrl: system.runtime.url, token: editorToken });
  const mark = 'written-by-editor';
  const { customerId } = await api('POST /customers', {
    body: { name: mark, email: 'ada@example.org', birthDate: '1990-06-15' },
  });
  const { productId } = await api('POST /products', {
    body: { name: mark, price: { amount: 250, currency: 'EUR' }, stock: 1_000 },
  });
  await system.settled();
  const { purchaseId } = await api('POST /purchases', { body: { customerId, productId, quantity: 1 } });
  known.customerId.push(customerId);
  known.productId.push(productId);
  known.purchaseId.push(purchaseId);
}

const ODD_IDS = ['unknown', '019b0000-0000-7000-8000-000000000000', '..%2f..', '%00', 'x'.repeat(500)];
const ODD_QUERIES = ['', '', '', 'limit=1', 'limit=0', 'cursor=x', 'name=written', 'role=editor', 'a=%ff'];
const ODD_BODIES = ['{', '[]', '"text"', '{"name":5}', '{"role":"editor"}', ''];

/** A request of any kind, by anybody. */
function aRequest(random: Random) {
  const route = random.of(system.routes);
  const credential = random.of(credentials);
  const ids = Object.fromEntries(
    Object.entries(known).map(([name, values]) => [name, random.of(random.chance(0.7) ? values : ODD_IDS)]),
  );
  const contract = contractOf(route);
  const { method, path } = filledIn(route, ids);
  const right = bodyFor(
    contract,
    { customerId: '', productId: '', purchaseId: '', ...ids },
    markOf(credential),
  );
  const odd = random.chance(0.2) && method !== 'GET' ? random.of(ODD_BODIES) : undefined;
  const body = odd ?? (right === undefined ? undefined : JSON.stringify(right));
  const query = [random.of(ODD_QUERIES), credential.query ?? ''].filter((part) => part !== '').join('&');
  return { contract, credential, method, path: query === '' ? path : `${path}?${query}`, body };
}

/** What is wrong with the answer to a request; undefined if nothing is. */
async function faultOf(random: Random): Promise<string | undefined> {
  const { contract, credential, method, path, body } = aRequest(random);
  const { headers, caller, kind } = credential;
  const response = await fetch(`${system.runtime.url}/api${path}`, {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const { status } = response;
  const fault = (what: string): string =>
    `${kind}: ${method} ${path} ${body ?? ''}: ${status} ${what} ${text}`;
  if (status >= 500) return fault('is a failure');
  const mayUseIt = caller !== undefined && (contract === undefined || isAtLeast(caller.role, contract.role));
  if (mayUseIt) return status === 401 || status === 403 ? fault('refuses a caller with the role') : undefined;
  // Some requests are no HTTP for the gateway, whoever sends them.
  if (status === 400) return isProblem(text) ? undefined : fault('is no problem');
  if (status !== (caller === undefined ? 401 : 403)) return fault('is no refusal');
  return isProblem(text) ? undefined : fault('has more than a problem');
}

/** Whether a body is a problem, and has nothing else. */
function isProblem(text: string): boolean {
  const { type, title, status, detail, instance, correlationId, errors: _, ...others } = JSON.parse(text);
  return (
    [type, title, status, detail, instance, correlationId].every((field) => field !== undefined) &&
    Object.keys(others).length === 0
  );
}

test(`${REQUESTS} requests with any token: no failure, and nothing read or written without the role`, {
  timeout: 300_000 + REQUESTS * 200,
}, async () => {
  console.log(`seed ${SEED}`);
  const random = aRandom(SEED);
  const faults: string[] = [];
  let sent = 0;
  while (sent < REQUESTS) {
    // Tokens last for 15 minutes.
    await renewCredentials();
    await addTargets();
    const count = Math.min(300, REQUESTS - sent);
    await concurrently(count, IN_FLIGHT, async () => {
      const fault = await faultOf(random);
      if (fault !== undefined) faults.push(fault);
    });
    sent += count;
  }
  expect(faults, `seed ${SEED}`).toEqual([]);

  await system.settled();
  const { sub = '' } = decodeJwt(editorToken());
  const items = Object.values(await tablesOf(system.runtime)).flat();
  expect(items.length).toBeGreaterThan(0);
  const text = JSON.stringify(items);
  expect(text).toContain('written-by-editor');
  expect(text).not.toMatch(/written-by-(viewer|nobody)/);
  const actors = [...text.matchAll(/"actor":(\{[^}]*\})/g)].map(([, actor = '']) => JSON.parse(actor));
  expect(actors.length).toBeGreaterThan(0);
  expect(actors.filter(({ id, role }) => id !== sub || role !== 'editor')).toEqual([]);
  expect(items.filter((item) => 'cause' in item && !JSON.stringify(item['cause']).includes(sub))).toEqual([]);
  expect(system.runtime.deadLetters()).toEqual([]);
  const log = readFileSync(system.logFile, 'utf8');
  expect(log).not.toMatch(/eyJ[\w-]{10,}\.|Bearer \S/);
  expect(log).not.toMatch(/(viewer|editor|stranger)@example\.com/);
});
