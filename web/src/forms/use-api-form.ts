import { type UseFormReturnType, useForm } from '@mantine/form';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useRef } from 'react';
import type * as z from 'zod';
import { fieldErrors } from '../../../shared/http/field-errors.ts';
import { ApiError } from '../api/api-error.ts';

interface ApiFormProps<Values, Body, Answer> {
  readonly initialValues: Values;
  /** The service's own schema of the body: what it would refuse, the form refuses beforehand. */
  readonly schema: z.ZodType<Body>;
  /** What is sent for the values of the fields, which have the paths of the body's. */
  readonly bodyOf: (values: Values) => unknown;
  /** What the fields themselves refuse, by path, before the schema is asked: a number that cannot be read. */
  readonly refusalsOf?: (values: Values) => Readonly<Record<string, string>>;
  /** @param key the same for every attempt to send the same body. */
  readonly send: (body: Body, key: string) => Promise<Answer>;
  readonly onSent: (answer: Answer) => void;
}

/** A form of which the API tells what is valid, before and after it is sent. */
export interface ApiForm<Values, Answer> {
  readonly fields: UseFormReturnType<Values>;
  readonly sending: UseMutationResult<Answer, Error, Values>;
  /** What the API said, unless it stands beside a field. */
  readonly failure: Error | undefined;
  readonly submit: (event: SubmitEvent<HTMLFormElement>) => void;
}

export function useApiForm<Values extends Record<string, unknown>, Body, Answer>(
  props: ApiFormProps<Values, Body, Answer>,
): ApiForm<Values, Answer> {
  const { initialValues, schema, bodyOf, refusalsOf = () => ({}), send, onSent } = props;
  const keyFor = useKey();
  const fields = useForm<Values>({
    initialValues,
    validate: (values) => {
      const { error } = schema.safeParse(bodyOf(values), { reportInput: true });
      const refused = error === undefined ? {} : messages(fieldErrors(error, 'body'));
      return { ...refused, ...refusalsOf(values) };
    },
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
  });
  const sending = useMutation<Answer, Error, Values>({
    mutationFn: (values) => {
      const body = schema.parse(bodyOf(values));
      return send(body, keyFor(body));
    },
    onSuccess: onSent,
    onError: (error) => {
      if (error instanceof ApiError) fields.setErrors(messages(error.errors));
    },
  });
  const refused = sending.error instanceof ApiError ? sending.error.errors : [];
  const isBesideFields =
    refused.length > 0 && refused.every(({ path }) => (path.split('.')[0] ?? '') in initialValues);
  return {
    fields,
    sending,
    failure: sending.error === null || isBesideFields ? undefined : sending.error,
    submit: fields.onSubmit(
      (values) => sending.mutate(values),
      (errors) => {
        const [first] = Object.keys(errors);
        if (first !== undefined) fields.getInputNode(first)?.focus();
      },
    ) as ApiForm<Values, Answer>['submit'],
  };
}

/** A key for each body: sent again after no answer came, nothing is done twice. */
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
