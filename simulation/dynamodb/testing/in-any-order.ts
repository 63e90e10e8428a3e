import { inspect } from 'node:util';

/** Items in an order that depends only on their content. */
export const inAnyOrder = <Each>(items: readonly Each[]): Each[] => {
  const textOf = (item: Each): string => inspect(item, { sorted: true, depth: null, maxStringLength: 2000 });
  return items
    .map((item) => ({ item, text: textOf(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ item }) => item);
};
