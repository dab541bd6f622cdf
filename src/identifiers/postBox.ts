import { pairAt } from './letters.js'
import { wordsBefore } from './wholeWords.js'

/** What people write before the number of a post box, in the languages claimed, as a pattern. */
export const BOX_WORDS =
  '(?:(?:(?:g\\.? ?)?p\\.? ?o\\.? ?)?box(?: n[or]?\\.?)?|pob|case postale|postboks|postlåda|casilla(?: de correo)?|(?:private|locked) bag|cx\\.? postal|postfach|postbus|apartado(?: postal| de correos)?|b\\.?p\\.?|boîte postale|casella postale|c\\.p\\.|caixa postal|posta kutusu|p\\.k\\.|skrytka(?: pocztowa)?|skr\\. poczt\\.|postbox|а/я)'

// Characters of the longest such words, and the mark behind them.
const LONGEST = 22

// Those words right before a number.
const BEFORE = new RegExp(`(?<![A-Za-z\\u00c0-\\u04ff])${BOX_WORDS}[ :#]{1,2}$`, 'i')

// By the last two letters: most words before a number end in no such pair, which tells soonest.
const MAY_END = new Uint8Array(32 * 32)
for (const pair of 'ox no nr ch us do al os bp le su wa ka ob ks da la eo ag'.split(' '))
  MAY_END[pairAt(pair, 0)] = 1

// A space, a colon, a number sign.
const isGap = (code: number): boolean => code === 32 || code === 58 || code === 35

/**
 * Gives where the words for a post box begin that end right before a number, or where the number
 * begins: of `to PO Box 12` the place of `PO`.
 */
export function boxBefore(text: string, start: number): number {
  if (start < 3 || !isGap(text.charCodeAt(start - 1))) return start
  const end = isGap(text.charCodeAt(start - 2)) ? start - 2 : start - 1
  const last = text.charCodeAt(end - 1)
  // A full stop, and the last letter of the Russian word.
  const mayEnd = last === 46 || last === 0x44f || MAY_END[pairAt(text, end - 2)] === 1
  if (!mayEnd) return start
  const found = BEFORE.exec(wordsBefore(text, start, LONGEST))
  return found === null ? start : start - found[0].length
}
