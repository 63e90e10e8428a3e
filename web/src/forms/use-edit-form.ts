import { useState } from 'react';
import type * as z from 'zod';
import { isConflict } from '../api/api-error.ts';
import { type Difference, differencesOf, textAt } from './differences.ts';
import { type ApiForm, useApiForm } from './use-api-form.ts';

interface EditFormProps<Values, Entity, Body> {
  /** As it was when the form was opened. */
  readonly entity: Entity;
  /** An entity as the form's fields hold it. */
  readonly typed: (entity: Entity) => Values;
  /** What the fields are called, by path. */
  readonly labels: Readonly<Record<string, string>>;
  readonly schema: z.ZodType<Body>;
  readonly bodyOf: (values: Values) => unknown;
  readonly refusalsOf?: (values: Values) => Readonly<Record<string, string>>;
  /** Changes what the person has seen: `entity` tells the version. */
  readonly send: (entity: Entity, body: Body) => Promise<Entity>;
  readonly onSent: (answer: Entity) => void;
  /** Reads the entity again; nothing when it was removed. */
  readonly onReload: () => Promise<Entity | null | undefined>;
}

/** An edit that met somebody else's: what differs, and how it is settled. */
export interface EditConflict {
  readonly differences: readonly (Difference & {
    readonly label: string;
    readonly chosen: 'mine' | 'theirs' | undefined;
    /** Set when a choice is missing. */
    readonly error: string | undefined;
  })[];
  readonly choose: (path: string, side: 'mine' | 'theirs') => void;
}

/**
 * A form that edits something which somebody else may edit at the same time. Nothing is overwritten unseen: when they
 * were faster, both are shown. What one side alone has changed is taken from that side; what both have changed has to
 * be chosen, or typed anew, before it can be saved.
 */
export function useEditForm<Values extends Record<string, unknown>, Entity, Body>(
  props: EditFormProps<Values, Entity, Body>,
): { readonly form: ApiForm<Values, Entity>; readonly conflict: EditConflict | undefined } {
  const { entity, typed, labels, send, onReload, refusalsOf = () => ({}), ...rest } = props;
  const [seen, setSeen] = useState(entity);
  const [differences, setDifferences] = useState<readonly Difference[]>();
  // By path: what both have changed, and nobody has chosen.
  const [open, setOpen] = useState<readonly string[]>([]);
  const mineAt = (path: string) => differences?.find((each) => each.path === path)?.mine;
  const isOpen = (path: string, values: Values) =>
    open.includes(path) && textAt(values, path) === mineAt(path);
  const form = useApiForm<Values, Body, Entity>({
    ...rest,
    initialValues: typed(entity),
    refusalsOf: (values) => ({
      ...refusalsOf(values),
      ...Object.fromEntries(
        open.filter((path) => isOpen(path, values)).map((path) => [choiceOf(path), 'Choose one.']),
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
    setOpen(found.filter(({ changedBy }) => changedBy === 'both').map(({ path }) => path));
  };
  const chosenAt = ({ path, mine, theirs }: Difference): 'mine' | 'theirs' | undefined => {
    const text = textAt(fields.values, path);
    if (text === theirs) return 'theirs';
    return text === mine && !open.includes(path) ? 'mine' : undefined;
  };
  const conflict = differences && {
    differences: differences.map((each) => ({
      ...each,
      label: labels[each.path] ?? each.path,
      chosen: chosenAt(each),
      error: isOpen(each.path, fields.values) ? fields.errors[choiceOf(each.path)]?.toString() : undefined,
    })),
    choose: (path: string, side: 'mine' | 'theirs') => {
      const difference = differences.find((each) => each.path === path);
      if (difference === undefined) return;
      setOpen(open.filter((other) => other !== path));
      fields.clearFieldError(choiceOf(path));
      setText(path, difference[side]);
    },
  };
  return { form, conflict };
}

/** The path under which a missing choice is refused. */
const choiceOf = (path: string): string => `choice of ${path}`;
