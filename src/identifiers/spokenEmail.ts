import { MAIL_ENDS, MAIL_PROVIDERS, MAIL_PROVIDERS_ALONE } from './mailHosts.js'
import { EDGE, wordsBefore } from './wholeWords.js'

// The sign and the dot of an address by their names, in English, Spanish and Portuguese, French,
// Italian, German, Polish, Swedish, Norwegian, Danish, Finnish, Russian, Ukrainian, Bulgarian, Greek, Dutch, Czech, Slovak,
// Croatian, Hungarian, Romanian, Turkish, Indonesian and Vietnamese; in India the rate.
const SIGNS = [
  ...'arroba|arobase|chiocciola|klammeraffe|małpa|malpa|snabel-a|snabel a|собака'.split('|'),
  ...'apenstaartje|zavináč'.split('|'),
  ...'zavinac|kukac|arond|kuyruklu a|krøllalfa|krollalfa|kralfa|snabela|snabel'.split('|'),
  'miukumauku',
  ...'παπάκι|παπακι|papaki|собачка|равлик|маймунско а|majmunsko a|manki'.split('|'),
]
// Begun as many sentences are, so that they are looked at only where a dot or a host stands behind.
const SHORT_SIGNS = ['at the rate of', 'at the rate', 'at sign', 'at symbol', 'at', 'ät', 'aet']
// The dot by its name, and what follows it where that language is spoken.
const DOTS_BEFORE = {
  dot: 'com net org co edu gov info me uk us ca au nz ie in',
  punto: 'com es it net org mx ar co',
  ponto: 'com pt net org',
  point: 'com fr be ch ca net org',
  punkt: 'com de net at ch org pl se no dk',
  punt: 'com nl be net',
  kropka: 'pl com',
  nokta: 'com',
  tečka: 'cz com',
  tecka: 'cz com',
  pont: 'hu com',
  точка: 'ру ком ru com',
  punktum: 'no dk com net',
  piste: 'fi com net',
  prik: 'dk com',
  крапка: 'ua com net',
  bodka: 'sk com',
  τελεία: 'gr com',
  τελεια: 'gr com',
  teleia: 'gr com',
  titik: 'com id co',
  točka: 'hr com',
  tocka: 'hr com',
  punct: 'ro com',
  chấm: 'com vn',
}
const DOTS = Object.keys(DOTS_BEFORE)

/**
 * The words an address in words is looked for at: a dot with the end of a host, as `point` alone is
 * in too many texts, and `at` in most.
 */
export const SPOKEN_WORDS: readonly string[] = [
  ...SIGNS,
  ...MAIL_PROVIDERS_ALONE,
  ...Object.entries(DOTS_BEFORE).flatMap(([dot, ends]) =>
    ends.split(' ').map((end) => `${dot} ${end}`),
  ),
]

// The sign itself, or its name with spaces around.
const NAMED_SIGN = ` {1,2}(?:${[...SIGNS, ...SHORT_SIGNS].join('|')}) {1,2}`
const SIGN = `(?: ?@ ?|${NAMED_SIGN})`

// A part of a name, and the dot between parts of a host.
const ONE = '[A-Za-z0-9_+-][A-Za-z0-9_.+-]{0,63}'
const DOT = `(?:\\.| ?(?:${DOTS.join('|')}) )`
// `susan dot baker`
// Other marks of a name by theirs: `mike underscore r`.
const MARKS: ReadonlyMap<string, string> = new Map([
  ...[
    'underscore',
    'unterstrich',
    'underline',
    'sublinhado',
    'tiret bas',
    'guion bajo',
    'guión bajo',
    'trattino basso',
    'podkreślnik',
    'understreck',
  ].map((word) => [word, '_'] as const),
  ...[
    'dash',
    'hyphen',
    'minus',
    'bindestrich',
    'tiret',
    'guion',
    'guión',
    'hífen',
    'trattino',
    'streepje',
    'bindestreck',
  ].map((word) => [word, '-'] as const),
])
const MARK = [...MARKS.keys()].join('|')
// The group captures, as an engine writes out three times what does not.
// A number is said apart: `mike 92 at`.
const NAME = `${ONE}( (?:${DOTS.join('|')}|${MARK}) ${ONE}){0,3}(?: \\d{1,4})?`
const PART = '[A-Za-z0-9-]{1,40}'

// `ada at gmail`: who leaves out the ending means a provider all know.
const ENDLESS = `${NAME}${NAMED_SIGN}(?:${MAIL_PROVIDERS_ALONE.join('|')})${EDGE.end}(?! ?[.@]\\S)`
const IS_ENDLESS = new RegExp(`^${ENDLESS}$`, 'i')

/** `john at gmail dot com`, `ana arroba gmail.com`, `ada at gmail`, as a pattern. */
export const SPOKEN_EMAIL = `${NAME}${SIGN}${PART}(?:${DOT}${PART}){0,2}${DOT}(?:${MAIL_ENDS}|ру|ком|no|id|vn|hr)${EDGE.end}|${ENDLESS}`

const SPACE = 32

// In characters: how far back the beginning of an address is looked for.
const LONGEST = 120
// Before the host, before the name of the sign, and before the name of a dot.
const BEFORE = new RegExp(
  `(?<![A-Za-z0-9_.+-])${NAME}(?:${SIGN}(?:${PART}(?:${DOT}${PART}){0,2} )?| )$`,
  'i',
)

/**
 * Gives where an address in words may begin whose host, or the name of whose sign or dot, stands at
 * a place; -1 for none.
 */
export function spokenBefore(text: string, at: number): number {
  const from = Math.max(0, at - LONGEST)
  const found = BEFORE.exec(text.slice(from, at))
  return found === null ? -1 : from + found.index
}

// A name said with a dot, before its last part.
const DOTTED = new RegExp(`(?<![A-Za-z0-9_.+-])${ONE} (?:${DOTS.join('|')}) $`, 'i')

/** Gives where `susan dot baker@` begins whose last part stands at a place, or the place. */
export function dottedBefore(text: string, at: number): number {
  if (text.charCodeAt(at - 1) !== SPACE) return at
  const from = Math.max(0, at - LONGEST)
  const found = DOTTED.exec(text.slice(from, at))
  return found === null ? at : from + found.index
}

// The first name of the sign, and every name of a dot or a mark.
const SPOKEN_SIGN = new RegExp(SIGN, 'i')
const SPOKEN_DOT = new RegExp(` ?(?:${DOTS.join('|')}) `, 'gi')
const SPOKEN_MARK = new RegExp(` (?:${MARK}) `, 'gi')

// What a name of an address has and a word has not.
const ODD = /[0-9_.+-]/
const PROVIDED = new RegExp(
  `^(?:(?:${MAIL_PROVIDERS})\\.|(?:${MAIL_PROVIDERS_ALONE.join('|')})$)`,
  'i',
)
// `log in at gmail.com`: what stands before `at` in a sentence, and is nobody's name.
const NO_NAME =
  /^(?:in|is|it|me|us|up|on|look\w*|here|there|e?mails?|address|account|inbox|log(?:ged|in)?|sign(?:ed|up)?|work\w*|that|this|was|are|also|you|one|page|site|website|free|only|out|happen\w*|problem|issue|error|contact|support|reach|down|not|blocked|locked|hacked|hosted|registered|back|still|again|now|better)$/i

// `my email is ada at gmail`: what names an address, and ties it to what follows. Nothing else is between: `email login fails
// at yahoo`.
const NAMES_MAIL =
  /(?<!\p{L})(?:e-?mails?|mail|gmail|correo|courriel|adress?e?|address)(?:(?!\p{L})[ :=,-]{0,2}(?:(?<!\p{L})(?:address|adress?e?|id|is|its|it's|ist|es|est|è|e|to|my|mein\p{L}*|mon|mi|the|new|now|should|be|would|was|with|under|also)(?!\p{L}))?){0,5}[ :=,-]{0,2}$/iu
const TIED = /(?:[:=,]|(?<!\p{L})(?:is|its|it's|ist|es|est|è|e|to|be|was)) ?$/iu
// What is said of mail with no such tie: `email arrives at gmail`, `mail bounced at outlook`. Few people have such a name.
const SAID_OF_MAIL =
  /^(?:[a-z]{3,}ing|(?:arriv|bounc|chang|clos|creat|delet|deliver|fail|land|open|receiv|reject|return|stopp?)(?:e?d|e?s)|comes|goes|gets|ends|ok|okay|provider|login|stuck|late|invalid|broken|lost|sent|kept|full|gone|storage|server|service|settings|delivery|outage)$/i
const LONGEST_TOLD = 40

const isTold = (said: string, before: string): boolean =>
  NAMES_MAIL.test(before) && (TIED.test(before) || !SAID_OF_MAIL.test(said.split(' ', 1)[0] ?? ''))

/** Tells whether an address in words may be one where it stands: a plain word before `at gmail` needs what names an address. */
export function isSpokenIn(text: string, start: number, end: number): boolean {
  const said = text.slice(start, end)
  // Most addresses are written.
  if (!/ at /i.test(said) || !IS_ENDLESS.test(said)) return true
  return (
    ODD.test(said) ||
    / (?:dot|underscore) /i.test(said) ||
    isTold(said, wordsBefore(text, start, LONGEST_TOLD))
  )
}

/**
 * Writes an address in words as one, or gives the text back: a plain word before `at` is a name
 * before a mail provider alone.
 *
 * `susan dot baker at gmail dot com` -> `susan.baker@gmail.com`
 * `look at example.com`              -> as it is
 */
export function writeSpoken(text: string): string {
  const sign = SPOKEN_SIGN.exec(text)
  if (sign === null) return text
  const name = text
    .slice(0, sign.index)
    .replace(SPOKEN_DOT, '.')
    .replace(SPOKEN_MARK, (mark) => MARKS.get(mark.trim().toLowerCase()) ?? mark)
    .replace(/ (?=\d{1,4}$)/, '')
  const after = text.slice(sign.index + sign[0].length)
  const host = after.replace(SPOKEN_DOT, '.')
  const isDoubtful = /^ +at +$/i.test(sign[0]) && !ODD.test(name)
  const isNamed = !NO_NAME.test(name) && (host !== after || PROVIDED.test(host))
  // `look at the rate example.in gives`
  const isWord = /^ +at /i.test(sign[0]) && NO_NAME.test(name)
  return isWord || (isDoubtful && !isNamed) ? text : `${name}@${host}`
}
