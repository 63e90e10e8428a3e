import { type UseFormReturnType, useForm } from '@mantine/form';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import type * as z from 'zod';
import { fieldErrors } from '../../../shared/http/field-errors.ts';
import { ApiError } from '../api/api-error.ts';

interface ApiFormProps<Values, Body, Answer> {
  readonly initialValues: Values;
  /** The service's own schema of the body: what it would refuse, the form refuses beforehand. */
  readonly schema: z.ZodType<Body>;
  /** What is sent for the values of the fields, which have the paths of the body's. */
  readonly bodyOf: (values: Values) => unknown;
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
  const { initialValues, schema, bodyOf, send, onSent } = props;
  const [key, setKey] = useState(() => crypto.randomUUID());
  const fields = useForm<Values>({
    initialValues,
    validate: (values) => {
      const { error } = schema.safeParse(bodyOf(values), { reportInput: true });
      return error === undefined ? {} : messages(fieldErrors(error, 'body'));
    },
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
  });
  const sending = useMutation<Answer, Error, Values>({
    mutationFn: (values) => send(schema.parse(bodyOf(values)), key),
    onSuccess: onSent,
    onError: (error) => {
      // Another body needs another key.
      setKey(crypto.randomUUID());
      if (error instanceof ApiError) fields.setErrors(messages(error.errors));
    },
  });
  const isBesideFields = sending.error instanceof ApiError && sending.error.errors.length > 0;
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

const messages = (errors: readonly { readonly path: string; readonly message: string }[]) =>
  Object.fromEntries(errors.map(({ path, message }) => [path, `This ${message}.`]));
