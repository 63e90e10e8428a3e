import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hardNames } from '../testing/hard-names.ts';
import { startsWords, wordsOf } from './fold.ts';
import { MAX_NAME_WORDS, nameWords } from './name-words.ts';

const finds = (query: string, name: string): boolean =>
  wordsOf(query).length > 0 && startsWords(wordsOf(query), nameWords(name));

const parts = fc.constantFrom(
  'Smith',
  'Müller',
  "O'Brien",
  'Łódź',
  'Đoković',
  '山田',
  '太郎',
  '김민수',
  'J.',
  '🎉',
);

const names = fc.oneof(
  hardNames,
  fc
    .array(fc.tuple(parts, fc.constantFrom(' ', '-', '’', '')), { minLength: 1, maxLength: 5 })
    .map((all) => all.flat().join('')),
);

describe('a name is found', () => {
  test.each([
    ["O'Brien", ['obrien', 'o brien', "o'brien", 'O’Brien', 'oʼb', 'o´brien', 'brien', 'obr']],
    ['Kekāʻula', ['kekaula', "kekā'ula", 'ula']],
    ['Smith-Jones', ['smithjones', 'smith jones', 'jones smith', 'smith-jones', 'smith–jones', 'smithj']],
    ['Ana Gal·la-Puig', ['galla', 'gallapuig', 'lapuig', 'puig ana']],
    ['J.R.R. Tolkien', ['jrr tolkien', 'j r r', 'tolkien j']],
    ['Müller', ['mueller', 'muller', 'müller', 'MUELL', 'mul']],
    ['Jörg Bjørnås', ['joerg', 'jorg', 'bjoernaas', 'bjornas']],
    ['Weiß-Äpfel', ['weissaepfel', 'weiss apfel', 'aepfel']],
    ['Novak Đoković', ['djokovic', 'dokovic', 'Đoković']],
    ['山田太郎', ['山田太郎', '太郎', '山', '郎', '山田 太郎']],
    ['山田　太郎', ['山田太郎', '太郎', '田太郎']],
    ['ジョン・スミス', ['スミス', 'ジョンスミス', 'ｽﾐｽ']],
    ['コーヒーメーカー', ['メーカー', 'コーヒー']],
    ['김민수', ['민수', '김', '민', '김민수', '김 민수']],
    ['김 민수', ['김민수', '민수']],
    ['サトウ Peter', ['peter サトウ', 'トウ']],
    ['Party 🎉🎊', ['🎉', '🎊', 'party 🎊']],
    ['❤️', ['❤', '❤️']],
    ['१२३', ['123', '१२']],
    ['!!!', ['!', '!!!']],
  ])('%s: by any of %j', (name, queries) => {
    expect(queries.filter((query) => !finds(query, name))).toEqual([]);
  });

  test.each([
    ["O'Brien", 'rien'],
    ['Smith Jones', 'smithjones'],
    ['Muller', 'mueller'],
    ['コーヒー', 'ー'],
    ['キャノン', 'ャ'],
    ['バ', 'ハ'],
    ['कुमार', 'कमर'],
    ['1.5', '15'],
    ['Party 🎉', '🎊'],
  ])('%s: not by %s', (name, query) => {
    expect(finds(query, name)).toBe(false);
  });

  test('by each beginning of each of its words', () => {
    fc.assert(
      fc.property(names, (name) => {
        const words = nameWords(name);
        for (const word of words) {
          const letters = [...word];
          for (let length = 1; length <= Math.min(letters.length, 8); length++) {
            const typed = letters.slice(0, length).join('');
            if (wordsOf(typed).length > 0) expect(finds(typed, name), typed).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('by the beginnings of its words as written, in any order', () => {
    const nameAndQuery = names.chain((name) =>
      fc.record({ name: fc.constant(name), query: fc.shuffledSubarray(wordsOf(name)) }),
    );
    fc.assert(
      fc.property(nameAndQuery, ({ name, query }) => startsWords(query, nameWords(name))),
      { numRuns: 1000 },
    );
  });
});

test('a name has each of its words once, and no more than there may be', () => {
  fc.assert(
    fc.property(names, (name) => {
      const words = nameWords(name);
      expect(words).toEqual([...new Set(words)]);
      expect(words.length).toBeLessThanOrEqual(MAX_NAME_WORDS);
      expect(words.flatMap((word) => (wordsOf(word).join('') === word ? [] : [word]))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  const compound = Array.from({ length: 50 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('-');
  expect(nameWords(`${compound}ö`)).toHaveLength(MAX_NAME_WORDS);
});

test('a long run of unspaced letters has words for its first letters only', () => {
  expect(nameWords('一二三四五六七八九十一二')).toHaveLength(9);
});
