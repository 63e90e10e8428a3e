import { useState } from 'react';
import type * as z from 'zod';
import { isConflict } from '../api/api-error.ts';
import { type Difference, differencesOf, textAt } from './differences.ts';
import { type ApiForm, useApiForm } from './use-api-form.ts';

interface EditFormProps<Values, Entity, Body> {
  /** The entity when the form was opened. */
  readonly entity: Entity;
  /** The form's values for an entity. */
  readonly typed: (entity: Entity) => Values;
  /** The labels of the fields, by path. */
  readonly labels: Readonly<Record<string, string>>;
  readonly schema: z.ZodType<Body>;
  readonly bodyOf: (values: Values) => unknown;
  readonly refusalsOf?: (values: Values) => Readonly<Record<string, string>>;
  /** Sends the change. `entity` is what the user has seen, and has the version. */
  readonly send: (entity: Entity, body: Body) => Promise<Entity>;
  readonly onSent: (answer: Entity) => void;
  /** Reads the entity again; resolves to nothing if it was removed. */
  readonly onReload: () => Promise<Entity | null | undefined>;
}

/** A conflict with someone else's edit: the differences, and a way to resolve them. */
export interface EditConflict {
  readonly differences: readonly (Difference & {
    readonly label: string;
    readonly chosen: 'mine' | 'theirs' | undefined;
    /** Set if a choice is missing. */
    readonly error: string | undefined;
  })[];
  readonly choose: (path: string, side: 'mine' | 'theirs') => void;
}

/**
 * A form for an entity that someone else may edit at the same time. If they were faster, both versions are shown, so that
 * nothing is overwritten unseen. A field that only one side has changed is taken from that side. For a field that both
 * have changed, the user has to choose, or type another value, before saving.
 */
export function useEditForm<Values extends Record<string, unknown>, Entity, Body>(
  props: EditFormProps<Values, Entity, Body>,
): { readonly form: ApiForm<Values, Entity>; readonly conflict: EditConflict | undefined } {
  const { entity, typed, labels, send, onReload, refusalsOf = () => ({}), ...rest } = props;
  const [seen, setSeen] = useState(entity);
  const [differences, setDifferences] = useState<readonly Difference[]>();
  // The paths of fields that both have changed and for which no choice was made.
  const [undecided, setUndecided] = useState<readonly string[]>([]);
  const mineAt = (path: string) => differences?.find((each) => each.path === path)?.mine;
  const isUndecided = (path: string, values: Values) =>
    undecided.includes(path) && textAt(values, path) === mineAt(path);
  const form = useApiForm<Values, Body, Entity>({
    ...rest,
    initialValues: typed(entity),
    refusalsOf: (values) => ({
      ...refusalsOf(values),
      ...Object.fromEntries(
        undecided.filter((path) => isUndecided(path, values)).map((path) => [choiceOf(path), 'Choose one.']),
      ),
    }),
    send: async (body) => {
      try {
        return await send(seen, body);
      } catch (error) {
        if (isConflict(error)) await compare();
        throw error;
      }
    },
  });
  const { fields } = form;
  const setText = (path: string, text: string): void => fields.setFieldValue(path, text as never);
  const compare = async (): Promise<void> => {
    const current = await onReload();
    if (current === null || current === undefined) return;
    const theirs = typed(current);
    const found = differencesOf(Object.keys(labels), typed(seen), fields.getValues(), theirs);
    for (const { path, theirs: text, changedBy } of found) if (changedBy === 'them') setText(path, text);
    fields.setInitialValues(theirs);
    setSeen(current);
    setDifferences(found);
    setUndecided(found.filter(({ changedBy }) => changedBy === 'both').map(({ path }) => path));
  };
  const chosenAt = ({ path, mine, theirs }: Difference): 'mine' | 'theirs' | undefined => {
    const text = textAt(fields.values, path);
    if (text === theirs) return 'theirs';
    return text === mine && !undecided.includes(path) ? 'mine' : undefined;
  };
  const conflict = differences && {
    differences: differences.map((each) => ({
      ...each,
      label: labels[each.path] ?? each.path,
      chosen: chosenAt(each),
      error: isUndecided(each.path, fields.values)
        ? fields.errors[choiceOf(each.path)]?.toString()
        : undefined,
    })),
    choose: (path: string, side: 'mine' | 'theirs') => {
      const difference = differences.find((each) => each.path === path);
      if (difference === undefined) return;
      setUndecided(undecided.filter((other) => other !== path));
      fields.clearFieldError(choiceOf(path));
      setText(path, difference[side]);
    },
  };
  return { form, conflict };
}

/** The path of the error for a missing choice. */
const choiceOf = (path: string): string => `choice of ${path}`;
