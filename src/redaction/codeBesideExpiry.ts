import { cardCode, cardExpiry, wordsBefore } from '../identifiers/index.js'
import type { CandidateSearch } from './attempt.js'
import { FAR } from './contextWords.js'
import { toPlaced } from './placed.js'

// What it is called, and how that is tied to it.
const CODE_NAME =
  "(?:code?|cod\\.?|c[oó]digo|codice|kod|kodu|код|الرمز|رمز|كود|कड|码|碼)(?:['’]s)?(?: (?:hinten|atr[aá]s|derri[eè]re|dietro|achterop))?(?: ?[:=#]| (?:is|es|ist|est|c['’]est|é|è|to|hai|lautet)(?!\\p{L}))? ?"
const SMALL =
  '(?:(?:and|y|und|et|e|en|i|ve|the|my|el|la|le|il|o|der|de|mi|mein|mon|mijn|then) ){0,3}'
const CODE_BEHIND = new RegExp(
  `^[\\s,;.|/&-]{0,3}${SMALL}${CODE_NAME}(\\d{3,4})(?![\\dA-Za-z%])(?![.,:/-]\\d)`,
  'diu',
)
const CODE_AHEAD = new RegExp(
  `(?<!\\p{L}|(?<!\\p{L})(?!(?:the|my|card|security)(?!\\p{L}))\\p{L}{1,20}[ -])${CODE_NAME}(\\d{3,4})[ ,;\\n]{1,3}${SMALL}\\p{L}{2,12}[ :.]{1,3}$`,
  'diu',
)
// In characters.
const CODE_REACH = 40
// As certain as right behind a card.
const CERTAINTY = 91

/** Gives where the code stands that is named beside an expiry; `undefined` for none. */
function codePlace(text: string, start: number, end: number): [number, number] | undefined {
  const behind = CODE_BEHIND.exec(text.slice(end, end + CODE_REACH))?.indices?.[1]
  if (behind !== undefined) return [end + behind[0], end + behind[1]]
  const before = wordsBefore(text, start, CODE_REACH)
  const ahead = CODE_AHEAD.exec(before)?.indices?.[1]
  const from = start - before.length
  return ahead === undefined ? undefined : [from + ahead[0], from + ahead[1]]
}

/** Finds the code of a card that is called no more than that, beside an expiry which words have told: `exp 04/29 code 115`. */
export function findCodesBesideExpiry({ text, found, isWanted }: CandidateSearch): void {
  const count = found.length
  for (let i = 0; i < count; i += 1) {
    const expiry = found[i]
    if (expiry?.identifier !== cardExpiry || expiry.wordDistance === FAR) continue
    const place = isWanted(cardCode.type) ? codePlace(text, expiry.start, expiry.end) : undefined
    if (place === undefined) continue
    const [start, end] = place
    found.push(toPlaced(text, { start, end, identifier: cardCode }, CERTAINTY))
  }
}
