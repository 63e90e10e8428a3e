import { beforeAll, describe, expect, inject, test } from 'vitest';
import { buildHandlers, type Handler } from './load-functions.ts';
import { run, type System } from './run.ts';
import { shrink } from './shrink.ts';
import { loadIntoProcess } from './system.ts';

const STEPS = 1000;

let system: System;

beforeAll(async () => {
  const functions = '.local/simulation/functions-of-tests';
  await buildHandlers(functions);
  system = await loadIntoProcess({ assembly: inject('assemblyDir'), functions });
});

/** The system with another handler in one function. */
function withHandler(name: string, replace: (handler: Handler) => Handler): System {
  const spec = system.model.functions.find((each) => each.name.includes(name));
  const handlers = new Map(system.handlers);
  const arn = spec?.arn ?? '';
  handlers.set(arn, replace(handlers.get(arn) as Handler));
  return { ...system, handlers };
}

/** A system in which no purchase is settled. */
const unsettled = () => withHandler('-SettlePurchases', () => async () => ({ batchItemFailures: [] }));

/** The rules that the first seeds see broken. */
async function rulesBrokenBy(broken: System): Promise<(string | undefined)[]> {
  const rules: (string | undefined)[] = [];
  for (let seed = 1; seed <= 10; seed += 1) {
    rules.push((await run(broken, { seed, steps: STEPS })).violation?.rule);
  }
  return rules;
}

describe('a run', () => {
  test('is the same with the same seed, whatever ran before', async () => {
    const first = await run(system, { seed: 7, steps: STEPS });
    const other = await run(system, { seed: 8, steps: STEPS });
    const again = await run(system, { seed: 7, steps: STEPS });
    expect(first.violation).toBeUndefined();
    expect(first.purchases).toBeGreaterThan(0);
    expect(again).toEqual(first);
    expect(other.trace).not.toEqual(first.trace);
  });

  test('finds a promise that is broken, again and again', async () => {
    const broken = unsettled();
    const { violation } = await run(broken, { seed: 7, steps: STEPS });
    expect(violation?.rule).toBe('every purchase is settled');
    expect((await run(broken, { seed: 7, steps: STEPS })).violation).toEqual(violation);
  });

  test('finds a handler that forgets idempotency keys', async () => {
    const forgetful = withHandler('-CreateCustomer', (handler) => (event, context) => {
      const multiValueHeaders = { 'content-type': ['application/json'] };
      return handler({ ...(event as object), headers: {}, multiValueHeaders }, context);
    });
    expect(await rulesBrokenBy(forgetful)).toContain('a key has one answer');
  });

  test('finds stock that a cancellation does not return', async () => {
    const greedy = withHandler('-ReleaseStock', () => async () => ({ batchItemFailures: [] }));
    expect(await rulesBrokenBy(greedy)).toContain('stock is what was supplied less what was sold');
  });

  test('leaves out what it is told to leave out', async () => {
    const options = { seed: 7, steps: STEPS, without: new Set(['skewedClock', 'crashAfter'] as const) };
    const { faults, trace } = await run(system, { ...options, skip: new Set([5]) });
    expect(faults).not.toHaveProperty('skewedClock');
    expect(trace.join('\n')).not.toContain('visit 5 begins');
  });
});

test('a run that breaks a promise is shrunk to what breaks it', async () => {
  const { outcome, options } = await shrink(unsettled(), { seed: 7, steps: STEPS });
  expect(outcome.violation?.rule).toBe('every purchase is settled');
  // Some seeds need a fault to get there.
  expect(Object.keys(outcome.faults).length).toBeLessThanOrEqual(3);
  // A product, a customer and a purchase.
  expect(outcome.visits - (options.skip?.size ?? 0)).toBeLessThanOrEqual(4);
});
