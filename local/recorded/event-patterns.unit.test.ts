import json5 from 'json5';
import { expect, test } from 'vitest';
import { compilePattern } from '../services/events/pattern.ts';
import { PatternError } from '../services/events/pattern-error.ts';
import { recordedPatterns } from './testing/recordings.ts';

type Outcome = 'match' | 'no match' | 'refused';

interface Pair {
  readonly Event: unknown;
  readonly EventPattern: Record<string, unknown>;
}

/** What the local runtime answers otherwise than EventBridge, and why, by the recording's name. */
const deviations: Readonly<Record<string, [outcome: Outcome, why: string]>> = {};

const recorded = (name: string): Outcome => {
  if (name.endsWith('_NEG')) return 'no match';
  return name.endsWith('_EXC') ? 'refused' : 'match';
};

function localOutcome({ Event, EventPattern }: Pair): Outcome {
  try {
    return compilePattern(EventPattern, 'pattern')(Event) ? 'match' : 'no match';
  } catch (error) {
    if (error instanceof PatternError) return 'refused';
    throw error;
  }
}

for (const [name, text] of recordedPatterns()) {
  const [expected] = deviations[name] ?? [recorded(name)];
  test(`the pattern ${name}: ${expected}`, () => {
    expect(localOutcome(json5.parse(text))).toBe(expected);
  });
}

test('every known deviation is one of a recorded pattern', () => {
  const names = recordedPatterns().map(([name]) => name);
  const unknown = Object.keys(deviations).filter((name) => names.length > 0 && !names.includes(name));
  expect(unknown).toEqual([]);
});
