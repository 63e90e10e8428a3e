import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVENTS_FOLDER, publications, ROUTES_FOLDER } from '../scripts/contracts/publications.ts';
import { allEvents, allRoutes } from './all.ts';
import { fileOfEvent } from './publishing/published-event.ts';
import { fileOfRoute } from './publishing/published-route.ts';

const root = join(import.meta.dirname, '..');

const GENERATE = 'Generate it with npm run contracts';

describe.each(publications.map((publication) => [publication.path, publication] as const))(
  '%s',
  (path, publication) => {
    const read = (): unknown => {
      if (!existsSync(join(root, path))) throw new Error(`${path} is missing. ${GENERATE}`);
      return JSON.parse(readFileSync(join(root, path), 'utf8'));
    };

    test('is compatible with the published version', () => {
      expect(publication.breaks(read()), publication.remedy).toEqual([]);
    });

    test('is up to date with the contracts', () => {
      const content = JSON.parse(JSON.stringify(publication.content));
      expect(content, `${path} is out of date. ${GENERATE}`).toEqual(read());
    });
  },
);

test('no published version of an event is removed: it may still arrive, or be replayed from an archive', () => {
  const files = allEvents.map(fileOfEvent);
  const gone = readdirSync(join(root, EVENTS_FOLDER)).filter((file) => !files.includes(file));
  expect(gone, 'Published, but no longer defined: keep it along with its next version').toEqual([]);
});

test('no published route is removed: clients still call it', () => {
  const files = allRoutes.map(fileOfRoute);
  const gone = readdirSync(join(root, ROUTES_FOLDER)).filter((file) => !files.includes(file));
  expect(gone, 'Published, but no longer defined: restore the route').toEqual([]);
});

test('no two contracts have the same name', () => {
  expect(new Set(allEvents.map(fileOfEvent)).size).toBe(allEvents.length);
  expect(new Set(allRoutes.map(fileOfRoute)).size).toBe(allRoutes.length);
  expect(new Set(allRoutes.map(({ method, path }) => `${method} ${path}`)).size).toBe(allRoutes.length);
});

test('docs/architecture.md lists the events that each service publishes', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const documented = [...page.matchAll(/^\| (Customer|Catalog|Purchases) \|.*\| ((?:`\w+` ?)+) \|$/gm)].map(
    ([, service = '', events = '']) => [
      `multidomain.${service.toLowerCase()}`,
      [...events.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    ],
  );
  const published = Map.groupBy(allEvents, ({ source }) => source);
  expect(Object.fromEntries(documented)).toEqual(
    Object.fromEntries(
      [...published].map(([source, events]) => [source, [...new Set(events.map(({ name }) => name))]]),
    ),
  );
});
