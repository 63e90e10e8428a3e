import type { Mutant } from '../mutant.ts';

const CUSTOMERS = 'functions/customer/domain/customer-search.ts';
const CHANGES = 'shared/search/search-changes.ts';
const FOLLOW = 'shared/search/follow-stream.ts';
const INDEXER = 'shared/search/indexer.ts';

/** Faults in what keeps search rows up to date. */
export const searches: readonly Mutant[] = [
  {
    name: 'rows that are no longer right stay in the search index',
    file: CHANGES,
    find: 'last.has(key) ? [] : [each],',
    replace: 'true ? [] : [each],',
  },
  {
    name: 'a search row that is there is not written again with what has changed',
    file: CHANGES,
    find: 'byKey.every((rows) => isDeepStrictEqual(rows.get(key)?.row, row)) ? [] : [row],',
    replace: 'byKey.slice(0, -1).some((rows) => rows.has(key)) ? [] : [row],',
  },
  {
    name: 'the indexer compares only the first state of a batch with the last',
    file: FOLLOW,
    find: 'changesFromStream(searchable, states);',
    replace: 'changesFromStream(searchable, [states[0], states.at(-1)]);',
  },
  {
    name: 'the indexer handles the first change of an entity in a batch alone',
    file: INDEXER,
    find: '[...(entities.get(id) ?? []), ...statesIn(record)]',
    replace: 'entities.get(id) ?? statesIn(record)',
  },
  {
    name: 'the indexer takes a removed entity for one that stays as it is',
    file: INDEXER,
    find: 'after === undefined || isRemoved(after) ? [undefined] :',
    replace: 'after === undefined || isRemoved(after) ? [] :',
  },
  {
    name: 'the indexer takes search rows that stayed unwritten for written',
    file: 'shared/dynamodb/batch-write.ts',
    find: 'if (left.length > 0) throw new ItemsUnwritten(',
    replace: 'if (left.length > 100) throw new ItemsUnwritten(',
  },
  {
    name: 'the list of all is never told of stock',
    file: FOLLOW,
    find: 'after !== undefined && isShownLater(searchable, before, after) ? [after] : [];',
    replace: 'after !== undefined && after.version < 1 ? [after] : [];',
  },
  {
    name: 'the list of all shows stock that is older, and products that are removed',
    file: FOLLOW,
    find: "ConditionExpression: '#item.#version < :version',",
    replace: "ConditionExpression: '#item.#version <> :version OR attribute_not_exists(#item)',",
  },
  {
    name: 'the indexer forgets where a removed entity was before',
    file: FOLLOW,
    find: '[...remove, ...places, ...recorded.places]',
    replace: '[...remove, ...places]',
  },
  {
    name: 'the indexer forgets where an entity was that is removed in the same batch',
    file: FOLLOW,
    find: '[...remove, ...places, ...recorded.places]',
    replace: '[...remove, ...recorded.places]',
  },
  {
    name: 'records of where an entity was replace each other',
    file: 'shared/search/former-places.ts',
    find: '{newId()}\\u0000$',
    replace: "{'x'}\\u0000$",
  },
  {
    name: 'a search by age finds customers without a birth date',
    file: CUSTOMERS,
    find: 'if (birthDate === null) return false;',
    replace: 'if (birthDate === null) return true;',
  },
  {
    name: 'customers are not in the list of their country and decade of birth',
    file: CUSTOMERS,
    find: '[countryDecadeTerm(folded, decade)]',
    replace: '[]',
  },
];
