import { type Classes, classAt, IS_HOST, IS_LOCAL, right } from './characters.js'

// Where people write an e-mail address with a space, a comma or in words, and what makes them sure to mean one: their
// provider, or a top-level domain.
const PROVIDERS =
  'gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|protonmail|proton|gmx|web|t-online|freenet|mail|yandex|rambler|bk|list|inbox|qq|163|126|sina|foxmail|naver|daum|hanmail|docomo|ezweb|softbank|orange|wanadoo|free|sfr|laposte|libero|virgilio|tiscali|alice|telia|telenor|ziggo|kpn|planet|hetnet|wp|o2|onet|interia|uol|bol|terra|sapo|rediffmail|comcast|verizon|att|btinternet|sky'
const TOP =
  'com|net|org|edu|gov|info|biz|co|io|me|us|uk|de|fr|es|it|nl|pt|br|tr|pl|se|ru|in|cn|jp|kr|ch|at|be|ca|au|mx|ar|ae|sa|eg'
const MARK = ' ?[.,] ?'

// A sign that touches the name may be followed by any host; one on its own needs a provider, or a name that is no word.
const HOST = new RegExp(
  ` {0,2}[A-Za-z0-9-]{1,40}(?:\\.[A-Za-z0-9-]{1,40}){0,3}${MARK}(?:${TOP})\\b`,
  'iy',
)
const PROVIDER = new RegExp(` ?(?:${PROVIDERS})${MARK}(?:${TOP})\\b`, 'iy')
const COMMA = new RegExp(`(?: ?, ?| \\. ?|\\. )(?=(?:${TOP})\\b)`, 'iy')
const NO_WORD = /[0-9_.+-]/
const LONGEST_NAME = 64
const SPACE = 32
const STOP = 46
const COMMA_CODE = 44

/** A part of a text, and what its writer meant. */
export interface Slip {
  readonly index: number
  readonly length: number
  readonly written: string
}

const matches = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at
  return pattern.test(text)
}

function signSlip(text: string, classes: Classes, sign: number): Slip | null {
  const start =
    text.charCodeAt(sign - 1) === SPACE
      ? text.charCodeAt(sign - 2) === SPACE
        ? sign - 2
        : sign - 1
      : sign
  const end =
    text.charCodeAt(sign + 1) === SPACE
      ? text.charCodeAt(sign + 2) === SPACE
        ? sign + 3
        : sign + 2
      : sign + 1
  if (start === sign && end === sign + 1) return null
  if (start === 0 || (classAt(classes, start - 1) & IS_LOCAL) === 0) return null
  if (start === sign)
    return matches(HOST, text, sign + 1)
      ? { index: start, length: end - start, written: '@' }
      : null
  let from = start
  while (from > 0 && start - from < LONGEST_NAME && (classAt(classes, from - 1) & IS_LOCAL) !== 0)
    from -= 1
  const isMeant =
    matches(PROVIDER, text, sign + 1) ||
    (NO_WORD.test(text.slice(from, start)) && matches(HOST, text, sign + 1))
  return isMeant ? { index: start, length: end - start, written: '@' } : null
}

function commaSlip(text: string, classes: Classes, sign: number): Slip | null {
  const from = text.charCodeAt(sign + 1) === SPACE ? sign + 2 : sign + 1
  const end = right(classes, from, from + 60, IS_HOST)
  const at = text.charCodeAt(end - 1) === STOP ? end - 1 : end
  const code = text.charCodeAt(at)
  if (
    end === from ||
    (code !== COMMA_CODE && code !== STOP && code !== SPACE) ||
    !matches(COMMA, text, at)
  )
    return null
  return { index: at, length: COMMA.lastIndex - at, written: '.' }
}

/**
 * Finds what people type into an e-mail address that is not of it: `john.smith@ gmail.com`, `john @gmail.com`,
 * `john@gmail,com`. Each at sign is looked at once, and nothing else.
 */
export function slipsIn(text: string, classes: Classes): readonly Slip[] {
  const slips: Slip[] = []
  for (let sign = text.indexOf('@', 1); sign > 0; sign = text.indexOf('@', sign + 1)) {
    const ofSign = signSlip(text, classes, sign)
    if (ofSign !== null) slips.push(ofSign)
    // A sign on its own that means no address has no comma to mend.
    const isAddress =
      ofSign !== null ||
      ((classAt(classes, sign - 1) & IS_LOCAL) !== 0 && text.charCodeAt(sign + 1) !== SPACE)
    const ofComma = isAddress ? commaSlip(text, classes, sign) : null
    if (ofComma !== null) slips.push(ofComma)
  }
  return slips
}

// `name at example dot com`.
const IN_WORDS = new RegExp(
  `(?<=[A-Za-z0-9_+-]) (?:at (?=[A-Za-z0-9-]{1,40} dot (?:${TOP})\\b)|dot (?=(?:${TOP})\\b))`,
  'gi',
)

// `pepe arroba ejemplo.com`, as the sign is called in Spanish and Portuguese, which is no other word.
const SIGN_BY_NAME = new RegExp(
  `(?<=[A-Za-z0-9_+-]) arroba (?=[A-Za-z0-9-]{1,40}\\.(?:${TOP})\\b)`,
  'gi',
)

const writtenOut = (text: string, pattern: RegExp): readonly Slip[] =>
  Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    index,
    length: found.length,
    written: /dot/i.test(found) ? '.' : '@',
  }))

/** Finds the sign and the dot of an e-mail address where they are written as words. */
export function wordsIn(text: string): readonly Slip[] {
  // Searching for long words costs next to nothing, for three short ones a tenth of the whole scan.
  if (text.includes(' arroba ')) return writtenOut(text, SIGN_BY_NAME)
  return text.includes('dot co') ? writtenOut(text, IN_WORDS) : []
}
