import { type UseFormReturnType, useForm } from '@mantine/form';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import { fieldErrors } from '../../../contracts/definition/field-errors.ts';
import { ApiProblem, type Code } from '../api/api-error.ts';

interface ApiFormProps<Values, Body, Answer> {
  readonly initialValues: Values;
  /** The service's own schema of the body: the form refuses what the service would refuse. */
  readonly schema: z.ZodType<Body>;
  /** The body for the values of the fields, which have the same paths as in the body. */
  readonly bodyOf: (values: Values) => unknown;
  /** Errors of the fields themselves, by path, such as an unreadable number. They replace those of the schema. */
  readonly refusalsOf?: (values: Values) => Readonly<Record<string, string>>;
  /** The fields to show problems at that do not name a field themselves. */
  readonly fieldOf?: Readonly<Partial<Record<Code, string>>>;
  /** @param key the idempotency key, the same for every attempt with the same body. */
  readonly send: (body: Body, key: string) => Promise<Answer>;
  readonly onSent: (answer: Answer) => void;
}

/** A form that is validated with the API's schema, and shows the API's refusals. */
export interface ApiForm<Values, Answer> {
  readonly fields: UseFormReturnType<Values>;
  readonly sending: UseMutationResult<Answer, Error, Values>;
  /** The error, unless it is shown at a field. */
  readonly failure: Error | undefined;
  readonly submit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/** The state of a form in a dialog. If it is refused, the first bad field gets the focus. */
export function useApiForm<Values extends Record<string, unknown>, Body, Answer>(
  props: ApiFormProps<Values, Body, Answer>,
): ApiForm<Values, Answer> {
  const { initialValues, schema, bodyOf, refusalsOf = () => ({}), fieldOf = {}, send, onSent } = props;
  const keyFor = useKey();
  // The browser gives them out as empty, which for an optional field would mean to leave it out, or to remove its value.
  const incomplete = useRef<Readonly<Record<string, string>>>({});
  const focusFirstBad = useFocusOnFirstBad();
  const fields = useForm<Values>({
    initialValues,
    validate: (values) => {
      const { error } = schema.safeParse(bodyOf(values), { reportInput: true });
      const refused = error === undefined ? {} : messages(fieldErrors(error, 'body'));
      return { ...refused, ...refusalsOf(values), ...incomplete.current };
    },
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
  });
  const errorsByField = (error: unknown): Readonly<Record<string, string>> => {
    if (!(error instanceof ApiProblem)) return {};
    const field = fieldOf[error.code];
    return field === undefined ? messages(error.errors) : { [field]: error.message };
  };
  const sending = useMutation<Answer, Error, Values>({
    mutationFn: (values) => {
      const body = schema.parse(bodyOf(values));
      return send(body, keyFor(body));
    },
    onSuccess: (answer) => {
      // Everything is saved now: no question may block what follows.
      fields.resetDirty();
      onSent(answer);
    },
    onError: (error) => {
      fields.setErrors(errorsByField(error));
      focusFirstBad.soon();
    },
  });
  const refused = Object.keys(errorsByField(sending.error));
  const isShownAtFields =
    refused.length > 0 && refused.every((path) => (path.split('.')[0] ?? '') in initialValues);
  const validated = fields.onSubmit(
    (values) => sending.mutate(values),
    () => focusFirstBad.soon(),
  ) as ApiForm<Values, Answer>['submit'];
  return {
    fields,
    sending,
    failure: sending.error === null || isShownAtFields ? undefined : sending.error,
    submit: (event) => {
      focusFirstBad.form.current = event.currentTarget;
      incomplete.current = incompleteDates(event.currentTarget);
      if (sending.isPending) event.preventDefault();
      else validated(event);
    },
  };
}

/** An error for each date of a form that is only partly typed, by the path of its field. */
const incompleteDates = ({ elements }: HTMLFormElement): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...elements]
      .filter((field) => field instanceof HTMLInputElement && field.validity.badInput)
      .map((field) => [(field as HTMLInputElement).dataset['path'], 'This must be a complete date.']),
  );

/** Moves the focus to the first bad field once the errors are rendered. */
function useFocusOnFirstBad() {
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return { form, soon: () => setRefusals((count) => count + 1) };
}

/** An idempotency key for each body, so that a retry after a lost answer does nothing twice. */
function useKey(): (body: unknown) => string {
  const last = useRef({ body: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== last.current.body) last.current = { body: text, key: crypto.randomUUID() };
    return last.current.key;
  };
}

const messages = (errors: readonly { readonly path: string; readonly message: string }[]) =>
  Object.fromEntries(errors.map(({ path, message }) => [path, `This ${message}.`]));
