import type { Replacement } from './spoken.js'

// Digits as they are written out in Chinese and Japanese, with `幺` for a one and `两` for a two as they are read aloud, and
// as they are read aloud in Korean.
const HAN = '〇一二三四五六七八九'
const ALSO: ReadonlyMap<string, string> = new Map([
  ['零', '0'],
  ['幺', '1'],
  ['两', '2'],
  ['兩', '2'],
])
const KOREAN = '공일이삼사오육칠팔구'
const ONE = `[${HAN}${[...ALSO.keys()].join('')}]`
const SYLLABLE = `[${KOREAN}영륙]`

// Four in a row are said digit by digit: what is counted has tens and hundreds. The syllables of Korean are parts of words,
// so that only the groups of a telephone number are told from them.
const NUMBER = new RegExp(
  `${ONE}{4,}(?:[ -]${ONE}{2,})*|(?:${ONE}{3}[ -]){1,5}${ONE}{3,4}(?!${ONE})|(?<![\\uac00-\\ud7a3])(?:${SYLLABLE}{2,4}[ -]){2}${SYLLABLE}{4}(?!${SYLLABLE})`,
  'g',
)

function digitOf(character: string): string {
  if (character === '영') return '0'
  if (character === '륙') return '6'
  const value = Math.max(HAN.indexOf(character), KOREAN.indexOf(character))
  return value >= 0 ? String(value) : (ALSO.get(character) ?? character)
}

// In a text of one byte a character an engine tells at once that there is none.
const HINT = new RegExp(`${ONE}{2}|${SYLLABLE}{2}`)

/** Tells whether a text may hold such a number. */
export const mayHoldEastNumber = (text: string): boolean => HINT.test(text)

/** Finds numbers that are written digit by digit in characters: `一三八零零一三八零零零` is `13800138000`. */
export const eastNumbersIn = (text: string): readonly Replacement[] =>
  [...text.matchAll(NUMBER)].map(({ 0: found, index }) => ({
    index,
    length: found.length,
    written: [...found].map(digitOf).join(''),
  }))
