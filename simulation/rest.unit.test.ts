import { describe, expect, test } from 'vitest';
import { drive } from './rest.ts';
import { Violation } from './violation.ts';
import { Scheduler } from './world/scheduler.ts';
import type { World } from './world/world.ts';

describe('work that is driven', () => {
  const world = () => ({ scheduler: new Scheduler(0) }) as World;

  test('ends with the tasks that it waits for', async () => {
    const here = world();
    await drive(here, here.scheduler.pause(1_000), []);
    expect(here.scheduler.now).toBe(1_000);
  });

  test('is a violation if it waits for what never happens', async () => {
    await expect(drive(world(), new Promise(() => {}), [])).rejects.toThrow(Violation);
  });

  test('notes why it fails', async () => {
    const violations: Error[] = [];
    await drive(world(), Promise.reject(new Violation('a rule', 'broken')), violations);
    expect(violations).toEqual([new Violation('a rule', 'broken')]);
  });
});
