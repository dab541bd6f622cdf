import { eastBefore } from './eastAddress.js'
import { beginsLike, isInStreetName, keysOf, LAST_LATIN } from './letters.js'
import { isOfScript, scriptBefore } from './scriptStreet.js'
import { EDGE, wordsBefore } from './wholeWords.js'

// Streets as they are written outside English: the kind of street comes first, or is the end of its
// name.
const LETTER = '[A-Za-z\\u00c0-\\u024f\\u0400-\\u04ff]'
const NAME = `${LETTER}[A-Za-z0-9\\u00c0-\\u024f\\u0400-\\u04ff.'’-]{0,24}`
const OF =
  "(?:(?:de la|de los|de las|de|des|du|del|della|dei|delle|degli|di|da|do|dos|das|la|le|les) |d['’]|l['’]|de l['’])?"

// The number of a house, with a letter or a second number: `12`, `12 b`, `12/3`.
const NUMBER = '\\d{1,4} ?(?:[a-z](?![a-z]|[:.] ?\\d))?(?:[/-]\\d{1,4}[a-z]?)?'
// `, 50667 Köln`; `, Curitiba - PR, 80020-100`; `, Col. Juárez, 06600`; `, 1017 GC Amsterdam`; `, 01310-100`.
const PART = `(?:, ?(?:col|colonia|fracc|barrio|bairro|urb)\\.? ${NAME}(?: ${NAME}){0,2})?`
const PLACE = `${LETTER}[a-z\\u00c0-\\u024f.'-]{1,24}(?: ${LETTER}[a-z\\u00c0-\\u024f.'-]{1,24}){0,2}`
/** The same where one has to be. */
const TOWN_BEHIND = `(?:,?[ \\n](?:\\d{4,5}|\\d{2}-\\d{3}|\\d{3} \\d{2}) ${LETTER}[a-z\\u00c0-\\u024f-]{2,24}|(?:, ?\\d{4} |,? ?\\d{4})[a-z]{2}${EDGE.end}(?: ${LETTER}[a-z\\u00c0-\\u024f-]{2,24})?|, ?\\d{5}(?:-\\d{3})?(?!\\d)|(?:,| -) ?${PLACE}(?:(?:,| -|/) ?${PLACE})?(?: ?[-/] ?[A-Z]{2})?,? \\d{5}-\\d{3}(?!\\d))`
/** `, 50667 Köln`, `, 00-238 Warszawa`, as a pattern. */
export const TOWN = `${PART}${TOWN_BEHIND}?`

// What may stand for `number` before it.
const SIGN = '(?:n[.º°]? ?|nº ?|no[:.]? ?|nr\\.? ?|д\\.? ?|дом )?'
// Floor, stairs and door, before their number or behind it: `, piso 3`, `3º B`, `2e étage`, `int.
// 4`.
const FLOOR_WORDS =
  'piso|planta|puerta|pta|escalera|esc|apartamento|apto|apt|dpto|depto|departamento|oficina|bloque|portal|int|interno|scala|piano|étage|etage|porte|bât|bat|appartement|appt|stock|og|whg|wohnung|top|hus|lgh|kv|verdieping|andar|bloco|fração|kat|daire|d|no|m|кв|квартира|корп|к|стр|этаж|подъезд'
// The group captures, and each list of words stands once for letters and once for digits: an engine
// would write a group that does not capture out three times, and took a third of a second to
// compile when the first street came.
const FLOOR = `(,? (?:(?:${FLOOR_WORDS})(?:[.:]? ?\\d{1,4}[a-z]?${EDGE.end}|\\.? [a-h]${EDGE.end})|\\d{1,2}(?:(?:[oaº°ª.]|er|ere|e|eme|ème|nd|rd|th|st)? ?(?:${FLOOR_WORDS})${EDGE.end}|[oaºª°]\\.? ?(?:[a-z]|izq|izda|dcha|cto)${EDGE.end}))){0,3}`

/** French kinds of street. */
export const FRENCH_WAYS =
  'rue|avenue|av|boulevard|bd|chemin|impasse|place|allée|allee|quai|cours|route|passage'
// Italian, Spanish, Portuguese, Polish, Russian and Ukrainian.
const WAYS_FIRST =
  'via|viale|piazza|corso|vicolo|calle|avenida|avda|av|paseo|plaza|carrera|rua|travessa|praça|praca|ulica|ul|aleja|al|osiedle|os|ул|улица|пр|просп|проспект|пер|переулок|бульвар|наб|набережная|шоссе|вул|вулиця'
// German, Dutch and the languages of the north.
const SURE_ENDINGS =
  'straße|strasse|str|allee|platz|gasse|straat|laan|plein|gracht|singel|gatan|vägen|vagen'
const ENDINGS = `${SURE_ENDINGS}|weg|damm|ufer|kade|gata|vej|gade|veien|vei`

// Kinds of street that stand as a word of their own behind the name.
const OWN_WORDS =
  'straße|strasse|str|allee|weg|platz|gasse|damm|ufer|markt|caddesi|cad|sokak|sokağı|sok|bulvarı|bulvar'

// A street whose kind is the end of its name, or behind it; and one whose kind comes first.
const IN_NAME = `(?:${LETTER}{2,24}(?:${ENDINGS})|(?:am |an der |im |zum )?${LETTER}{2,20} (?:${OWN_WORDS}))\\.?`
const FIRST = `(?:(?:${WAYS_FIRST})(?:\\. ?| )|c\\/ ?)${OF}${NAME}(?: ${NAME}){0,3},? ${SIGN}`

/** `12 bis, rue des Lilas`, as a pattern. */
export const FRENCH_STREET = `\\d{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,? (?:${FRENCH_WAYS})\\.? ${OF}${NAME}(?: ${OF}${NAME})?${FLOOR}${TOWN}`
// The look ahead rules out a word of two letters before a number, at which a state's code is tried.
/** `Lindenallee 14b`, `Berliner Straße 5`, `via Garibaldi, 22`, as a pattern. */
export const STREET_FIRST = `(?=\\D{5,62}\\d)(?:${IN_NAME},? ${SIGN}|${FIRST})${NUMBER}${FLOOR}${TOWN}`

// In characters: the longest street before its number.
const LONGEST = 64

// Such a street right before a number.
const BEFORE = new RegExp(`(?<![A-Za-z0-9\\u00c0-\\u024f])(?:${IN_NAME},? ${SIGN}|${FIRST})$`, 'i')

// `No: 12`, `д. 12`: what may stand before the number of a house.
const SIGN_BEFORE = / (?:n[.º°]?|nº|no[:.]?|nr\.?|д\.?|дом) ?$/i

// Most words before a number end in none of these.
const SIGN_ENDS: ReadonlySet<number> = new Set(
  [...'.:º°nNoOrRмМдД'].map((character) => character.charCodeAt(0)),
)

const SPACE = 32
const COMMA = 44
const FULL_STOP = 46
const COLON = 58

// By three letters: most words end in none of these, or begin with none. A chat line is scanned at
// 35 MB/s with this look before the pattern, and at 28 without.
const MAY_END = keysOf(
  [...ENDINGS.split('|'), ...OWN_WORDS.split('|')].map((word) => word.slice(-3)),
)
const MAY_BEGIN = keysOf([...WAYS_FIRST.split('|').map((word) => word.padEnd(3)), 'c/ '])

// Kinds that come first, and those that come last, to be looked at whole.
const FIRST_WORDS = new Set(WAYS_FIRST.split('|'))
const LAST_WORDS = [...ENDINGS.split('|'), ...OWN_WORDS.split('|')]

// A capital letter of ASCII.
const isLarge = (code: number): boolean => code >= 65 && code <= 90

/**
 * Tells whether a street may end at a place: its last word ends like one, or one of up to four
 * words before is a kind of street. Only then the pattern is tried.
 */
function mayBeBefore(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1) === FULL_STOP ? end - 1 : end
  if (beginsLike(MAY_END, text, last - 3)) {
    const ending = text.slice(Math.max(0, last - 7), last).toLowerCase()
    if (LAST_WORDS.some((word) => ending.endsWith(word))) return true
  }
  let at = end
  for (let words = 0; words < 4; words += 1) {
    const wordEnd = at
    while (at > 0 && isInStreetName(text.charCodeAt(at - 1))) at -= 1
    // `for 2`, `at 7`: most words before a number are shorter than names of streets.
    // `Calle del Pez 12`: a name is written large.
    const isShort = wordEnd - at < 4 && text.charCodeAt(wordEnd - 1) !== FULL_STOP
    if (words === 0 && isShort && !isLarge(text.charCodeAt(at))) return false
    if (beginsLike(MAY_BEGIN, text, at)) {
      const word = text.slice(at, wordEnd).toLowerCase().replace(/\.$/, '')
      if (FIRST_WORDS.has(word) || word.startsWith('c/')) return true
    }
    if (text.charCodeAt(at - 1) !== SPACE) return false
    at -= 1
  }
  return false
}

/**
 * Gives where a street begins whose number stands here, or where the number begins: of `in der
 * Lindenallee 14b` the place of `Lindenallee`.
 */
export function streetBefore(text: string, start: number): number {
  const east = eastBefore(text, start)
  if (east < start) return east
  if (start < 6) return start
  const gap = text.charCodeAt(start - 1)
  const last = text.charCodeAt(start - 2)
  if (gap !== SPACE && !((gap === COLON || gap === FULL_STOP) && SIGN_ENDS.has(last))) return start
  if (last > LAST_LATIN && gap === SPACE && isOfScript(last)) return scriptBefore(text, start)
  const sign = SIGN_ENDS.has(last) ? SIGN_BEFORE.exec(text.slice(start - 6, start)) : null
  // `No:12`: without a space the sign alone tells.
  if (sign === null && gap !== SPACE) return start
  const name = sign === null ? start - 1 : start - sign[0].length
  const end = text.charCodeAt(name - 1) === COMMA ? name - 1 : name
  if (!mayBeBefore(text, end)) return start
  const found = BEFORE.exec(wordsBefore(text, start, LONGEST))
  return found === null ? start : start - found[0].length
}

// Endings that mean little else, before a number.
const IS_SURE = new RegExp(
  `(?:(?:${SURE_ENDINGS})\\.?,?| (?:caddesi|cad\\.|sokak|sokağı|bulvarı),?(?: no[:.]?)?) ?\\d`,
  'i',
)

// English has a word that is a kind of street in Italian: `via chat 3, 40000 people`.
const ENDS_IN_TOWN = new RegExp(
  `^(?!via )[^]*(?:, ?|\\n)(?:\\d{5}|\\d{3} \\d{2}|\\d{2}-\\d{3}|\\d{4} ?[a-z]{2}(?![a-z])) ?${LETTER}?[^\\d]*$`,
  'i',
)

// What stands before the name: a number, a kind of street, small words.
const KIND = new RegExp(
  `^(?:\\d{1,4}(?: ?(?:bis|ter|quater|[a-d]))?,? )?(?:(?:${FRENCH_WAYS}|${WAYS_FIRST})(?:\\. ?| )|c\\/ ?)?${OF}`,
  'i',
)

/**
 * Certainty that a text of this form is a street: a street's name is written large, or its kind
 * leaves no doubt; else words for an address have to stand near.
 */
export function weighStreetName(candidate: string): number {
  const kind = KIND.exec(candidate)?.[0] ?? ''
  // Written small, the town behind its code leaves no doubt: `storgatan 14, 114 55 stockholm`.
  if (!/^\p{Lu}/u.test(candidate.slice(kind.length))) return ENDS_IN_TOWN.test(candidate) ? 70 : 20
  return kind !== '' || IS_SURE.test(candidate) ? 70 : 30
}
