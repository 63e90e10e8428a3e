import * as z from 'zod';
import type { DomainEvent } from '../../contracts/definition/define-event.ts';
import { type RowPlace, readRow } from '../dynamodb/stored-row.ts';
import { causeSchema, type Stored } from '../values/aggregate.ts';

/** An item before and after a write; `undefined` where it does not exist. */
export interface Change<Image> {
  readonly before: Image | undefined;
  readonly after: Image | undefined;
}

/** Parses an image of a stream record. @throws UnreadableRow */
type ReadImage<Image> = (image: object, place: RowPlace) => Image;

/** The events of a stream record whose images are not parsed yet. @throws UnreadableRow */
export type EventsOfRecord = (change: Change<object>, place: RowPlace) => readonly DomainEvent[];

const causedSchema = /* @__PURE__ */ z.object({ cause: causeSchema() });

/** Parses images of an aggregate. @param removed the schema of its tombstone; default: it is never removed. */
export const imagesOf =
  <Item, Removed = never>(
    item: z.ZodType<Item>,
    removed?: z.ZodType<Removed>,
  ): ReadImage<Stored<Item | Removed>> =>
  (image, place) => {
    const schema: z.ZodType<Item | Removed> = removed !== undefined && 'removedAt' in image ? removed : item;
    return { ...readRow(schema, image, place), ...readRow(causedSchema, image, place) };
  };

/** Parses the images of a stream record before `eventsOf`, a pure rule, sees them. */
export const tableEvents =
  <Image>(
    read: ReadImage<Image>,
    eventsOf: (change: Change<Image>) => readonly DomainEvent[],
  ): EventsOfRecord =>
  ({ before, after }, place) =>
    eventsOf({ before: before && read(before, place), after: after && read(after, place) });
