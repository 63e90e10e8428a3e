import { describe, expect, test } from 'vitest';
import { mutants } from './mutants.ts';
import { placesOf } from './mutated-copy.ts';

describe('the mutants', () => {
  test('are many, each with its own name', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(40);
  });

  test.each(mutants)('$name: can be planted', (mutant) => {
    expect(placesOf(mutant)).toBe(1);
    expect(mutant.replace).not.toBe(mutant.find);
  });
});
