import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVENTS_FOLDER, publications, ROUTES_FOLDER } from '../scripts/contracts/publications.ts';
import { allEvents, allRoutes } from './all.ts';
import { fileOfEvent } from './publishing/published-event.ts';
import { fileOfRoute } from './publishing/published-route.ts';

const root = join(import.meta.dirname, '..');

const PUBLISH = 'Write it: npm run contracts';

describe.each(publications.map((publication) => [publication.path, publication] as const))(
  '%s',
  (path, publication) => {
    const read = (): unknown => {
      if (!existsSync(join(root, path))) throw new Error(`There is no ${path}. ${PUBLISH}`);
      return JSON.parse(readFileSync(join(root, path), 'utf8'));
    };

    test('breaks nobody who holds to what was published', () => {
      expect(publication.breaks(read()), publication.remedy).toEqual([]);
    });

    test('is what the contracts say', () => {
      const content = JSON.parse(JSON.stringify(publication.content));
      expect(content, `The contracts have changed since it was written. ${PUBLISH}`).toEqual(read());
    });
  },
);

test('no version of an event that was published is gone: it may still arrive, or lie in an archive', () => {
  const files = allEvents.map(fileOfEvent);
  const gone = readdirSync(join(root, EVENTS_FOLDER)).filter((file) => !files.includes(file));
  expect(gone, 'Published, but not defined any more: keep it beside its next version').toEqual([]);
});

test('no route that was published is gone: clients still call it', () => {
  const files = allRoutes.map(fileOfRoute);
  const gone = readdirSync(join(root, ROUTES_FOLDER)).filter((file) => !files.includes(file));
  expect(gone, 'Published, but not defined any more: bring the route back').toEqual([]);
});

test('no two contracts have one name', () => {
  expect(new Set(allEvents.map(fileOfEvent)).size).toBe(allEvents.length);
  expect(new Set(allRoutes.map(fileOfRoute)).size).toBe(allRoutes.length);
  expect(new Set(allRoutes.map(({ method, path }) => `${method} ${path}`)).size).toBe(allRoutes.length);
});

test('docs/architecture.md names every event, with the service that publishes it', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const told = [...page.matchAll(/^\| (Customer|Catalog|Purchases) \|.*\| ((?:`\w+` ?)+) \|$/gm)].map(
    ([, service = '', events = '']) => [
      `multidomain.${service.toLowerCase()}`,
      [...events.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    ],
  );
  const published = Map.groupBy(allEvents, ({ source }) => source);
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(
      [...published].map(([source, events]) => [source, [...new Set(events.map(({ name }) => name))]]),
    ),
  );
});
