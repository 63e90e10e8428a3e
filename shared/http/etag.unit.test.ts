import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusals/refusal.ts';
import { etagOf, requireMatch } from './etag.ts';

const outcome = (ifMatch: string | undefined, version = 3): string => {
  try {
    requireMatch(ifMatch, version);
    return 'goes on';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

describe('If-Match', () => {
  test.each([
    undefined,
    '*',
    ' * ',
    etagOf(3),
    ' "3" ',
    '"1", "3"',
    'W/"3","3"',
    '"3",',
    ', ,"3"',
    '"a,b","3"',
  ])('%j matches version 3', (header) => {
    expect(outcome(header)).toBe('goes on');
  });

  test.each(['"2"', '"33"', '""', 'W/"3"', '"1","2"', '",3,"', 'W/"3", "2"'])(
    '%j does not match version 3',
    (header) => {
      expect(outcome(header)).toBe('version-mismatch');
    },
  );

  test.each(['3', '"3', '"3" "4"', '', ',', '*, "3"', '*, *', '"1", 3', "'3'", '"a b"'])(
    '%j is refused as malformed',
    (header) => {
      expect(outcome(header)).toBe('invalid-request');
    },
  );

  test('is answered with the current version if it does not match', () => {
    expect(() => requireMatch('"2"', 3)).toThrow('"3"');
  });
});

test('a malformed If-Match is refused with what it must be', () => {
  expect(() => requireMatch('3', 3)).toThrow(
    expect.objectContaining({
      message: 'The If-Match header is not a list of entity tags.',
      errors: [{ path: 'If-Match', message: 'must be an entity tag in quotes, such as "3", or *' }],
    }),
  );
});
