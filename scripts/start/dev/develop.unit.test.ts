import { expect, test } from 'vitest';
import { renewFunctions } from './develop.ts';
import type { FunctionsWatcher } from './watch-functions.ts';

/** The lines reported for these builds: each is the folders of the changed functions, or an error message. */
function reportedFor(...builds: (readonly string[] | string)[]): { reported: string[]; reloaded: string[] } {
  const reported: string[] = [];
  const reloaded: string[] = [];
  const watch = ({ onBuilt, onFailure }: FunctionsWatcher) => {
    for (const build of builds) typeof build === 'string' ? onFailure(build) : onBuilt(build);
  };
  const runtime = { renewFunctions: (folders: readonly string[]) => void reloaded.push(...folders) };
  renewFunctions({ watch }, runtime, (line) => reported.push(line));
  return { reported, reloaded };
}

test('changed functions are reloaded and listed, four of them by name', () => {
  const folders = ['e', 'd', 'c', 'b', 'a'].map((name) => `/bundles/shop/${name}`);
  expect(reportedFor(folders)).toEqual({ reported: ['Reloaded: a, b, c, d and 1 more'], reloaded: folders });
});

test('a build that changes no function is not reported', () => {
  expect(reportedFor([]).reported).toEqual([]);
});

test('after a failed build, the next success is reported even if no function has changed', () => {
  expect(reportedFor('sell.ts:1:1: ERROR', [], []).reported).toEqual([
    'Could not rebuild the functions, so their old code keeps running: sell.ts:1:1: ERROR',
    'The build succeeds again; no function has changed.',
  ]);
});
