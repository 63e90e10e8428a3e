import { allConsumers, allEvents, routesByService } from '../../contracts/all.ts';
import { asyncapi } from '../../contracts/publishing/asyncapi.ts';
import { openapi } from '../../contracts/publishing/openapi.ts';
import {
  fileOfEvent,
  type PublishedEvent,
  publishedEvent,
} from '../../contracts/publishing/published-event.ts';
import {
  fileOfRoute,
  type PublishedRoute,
  publishedRoute,
  routeBreaks,
} from '../../contracts/publishing/published-route.ts';
import { schemaBreaks } from '../../contracts/publishing/schema-breaks.ts';

/** A file that is derived from the contracts. */
export interface Publication {
  /** Relative to the project's folder. */
  readonly path: string;
  readonly content: unknown;
  /** The breaking changes compared with what was published before, one sentence each. */
  readonly breaks: (published: unknown) => string[];
  /** What to do about a breaking change. */
  readonly remedy: string;
}

export const EVENTS_FOLDER = 'contracts/published/events';
export const ROUTES_FOLDER = 'contracts/published/routes';

const nothing = () => [];

/** The files that `npm run contracts` writes. */
export const publications: readonly Publication[] = [
  ...allEvents.map((event) => ({
    path: `${EVENTS_FOLDER}/${fileOfEvent(event)}`,
    content: publishedEvent(event),
    breaks: (published: unknown) =>
      schemaBreaks((published as PublishedEvent).detail, publishedEvent(event).detail, 'event', 'detail'),
    remedy:
      'This would break consumers of the published event. Undo the change, or keep this version and define the next ' +
      `one beside it: defineEvent(..., ${event.schemaVersion + 1}).`,
  })),
  ...Object.values(routesByService)
    .flat()
    .map((route) => ({
      path: `${ROUTES_FOLDER}/${fileOfRoute(route)}`,
      content: publishedRoute(route),
      breaks: (published: unknown) => routeBreaks(published as PublishedRoute, publishedRoute(route)),
      remedy:
        'This would break clients of the published route. Undo the change, make it optional, or define a new route ' +
        'beside this one.',
    })),
  { path: 'docs/openapi.json', content: openapi(routesByService), breaks: nothing, remedy: '' },
  { path: 'docs/asyncapi.json', content: asyncapi(allEvents, allConsumers), breaks: nothing, remedy: '' },
];
