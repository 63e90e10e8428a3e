import { expect, test } from 'vitest';
import { addedTexts, labelsOf, patchedTexts, type TextFieldsOf, textsOf } from './text-fields.ts';

interface NewBook {
  readonly title: string;
  readonly author?: string;
}

const fields: TextFieldsOf<NewBook> = {
  title: { label: 'Title', isRequired: true },
  author: { label: 'Author', isRequired: false },
};

test('a form starts with the texts of its entity, and with empty fields for the rest', () => {
  expect(textsOf(fields, { title: 'Emma' })).toEqual({ title: 'Emma', author: '' });
  expect(textsOf(fields)).toEqual({ title: '', author: '' });
});

test('an empty field is left out when adding', () => {
  expect(addedTexts(fields, { title: ' Emma ', author: ' ' })).toEqual({ title: 'Emma', author: undefined });
});

test('when editing, an empty optional field is removed, and an empty required one is sent and refused', () => {
  expect(patchedTexts(fields, { title: ' ', author: '' })).toEqual({ title: '', author: null });
  expect(patchedTexts(fields, { title: 'Emma', author: 'Jane Austen' })).toEqual({
    title: 'Emma',
    author: 'Jane Austen',
  });
});

test('every field has its label', () => {
  expect(labelsOf(fields)).toEqual({ title: 'Title', author: 'Author' });
});

test('the types of a contract and its fields must agree', () => {
  // @ts-expect-error: a property without a field.
  const missing: TextFieldsOf<NewBook> = { title: fields.title };
  // @ts-expect-error: an optional property that the form would require.
  const strict: TextFieldsOf<NewBook> = { ...fields, author: { label: 'Author', isRequired: true } };
  expect([missing, strict]).toHaveLength(2);
});
