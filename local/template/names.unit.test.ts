import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generatedId, generatedName } from './names.ts';

const id = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,99}$/);

it('a generated name consists of stack and logical id if they fit', () => {
  expect(generatedName('Orders', 'Table12AB', 255)).toBe('Orders-Table12AB');
});

it('a name that is too long has the beginnings of both, and a digest', () => {
  const name = generatedName(
    'AStackWithQuiteALongNameInFrontOfEverything',
    'AFunctionWhoseLogicalIdIsLongToo1234ABCD',
    64,
  );
  expect(name).toMatch(/^AStackWithQuiteALongNameIn-AFunctionWhoseLogicalIdI-[A-Z0-9]{12}$/);
  expect(name).toHaveLength(64);
});

it('a generated name never exceeds the limit and is the same each time', () => {
  fc.assert(
    fc.property(id, id, fc.constantFrom(64, 80, 255), (stackName, logicalId, limit) => {
      const name = generatedName(stackName, logicalId, limit);
      expect(name.length).toBeLessThanOrEqual(limit);
      expect(generatedName(stackName, logicalId, limit)).toBe(name);
    }),
  );
});

it('logical ids that are truncated to the same beginning still get different names', () => {
  const beginning = 'TheSameFirstTwentyFourCharacters';
  const names = ['A', 'B'].map((end) =>
    generatedName('AnOrdinaryStackName', `${beginning}${'x'.repeat(20)}${end}`, 64),
  );
  expect(new Set(names).size).toBe(2);
});

it('a generated id has the given length and differs between stacks', () => {
  expect(generatedId('A', 'Api', 10)).toMatch(/^[a-z0-9]{10}$/);
  expect(generatedId('A', 'Api', 10)).not.toBe(generatedId('B', 'Api', 10));
});
