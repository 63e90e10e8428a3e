import { test } from 'vitest';
import { raceOf50For20 } from './support/race.ts';

test('of 50 buyers racing for 20 units exactly 20 get one, and all projections agree', raceOf50For20);
