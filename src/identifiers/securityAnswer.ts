import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { LINKS } from './links.js'
import { hideAll } from './masks.js'
import { wordPattern } from './wordPattern.js'

// What such answers and their questions are called.
const WORDS = [
  ...'security answer|secret answer|security question|maiden name|memorable word'.split('|'),
  ...'memorable place|memorable name|secret word|security word|favourite teacher'.split('|'),
  ...'favorite teacher|favourite pet|favorite pet|childhood nickname|childhood friend'.split('|'),
  ...'city of birth|first pet*|pet name'.split('|'),
  "pet's name",
  ...'first school|first teacher|sicherheitsantwort|geheime antwort|mädchenname*'.split('|'),
  ...'réponse secrète|réponse de sécurité|nom de jeune fille|respuesta secreta'.split('|'),
  ...'respuesta de seguridad|apellido de soltera|primera mascota|resposta secreta'.split('|'),
  ...'nome de solteira|risposta segreta|cognome da nubile|geheim antwoord|meisjesnaam'.split('|'),
]

// The same as a pattern; between two words may stand any mark.
const NAMES = WORDS.map((word) => wordPattern(word.replace('*', ''))).join('|')
// Whose it is, and what it was called.
const MIDDLE =
  '(?: (?:answer|of|my|mother|de|ma|m[eè]re|mi|madre|meiner|mutter|da|minha|m[aã]e|di|mia|was|name|new)(?!\\p{L})){0,4}'

// What ties the name to the answer.
const LINK = `${LINKS.spaced}|called|named|s'appelait|se llamaba|hieß`
// `maiden name is Jones`, `maiden name: jones`, `first pet called Rex`; without such a link it is
// written as a name.
const TOLD = new RegExp(
  `(?:${NAMES})\\p{L}{0,3}${MIDDLE}(?: (?:${LINK})(?!\\p{L}))?["'\u201d]?(?: ?[:=-]| |(?=["\u201c]))[ "'\u201c]{0,3}`,
  'iuy',
)

// Such a tie right before the answer.
const LINKED = new RegExp(`(?<!\\p{L})(?:${LINK}) $`, 'iu')
// `my memorable word lighthouse`, and nothing else in its line: words that have an answer alone.
const ALONE =
  /(?:memorable (?:word|place|name)|sec(?:ret|urity) word|maiden name|nom de jeune fille|mädchenname|madchenname|apellido de soltera) [^\s.,:;!?]{3,30}[.!]?[ \t]*(?:\n|$)/iuy
const LINE_BEFORE = /(?:^|\n)[ \t]*(?:(?:my|the|mothers|mother's|mon|mein|mi) ){0,2}$/i
const LONGEST_OWNER = 24
// What is said of an answer, and is none.
const SAID =
  /^(?:wrong|incorrect|not|no|the|a|an|my|what|that|this|correct|right|case|different|rejected|too|still|lost|forgotten|missing|being|in|on|to|is|for|please|because|you|i|it|hard|easy|blank|never|always|falsch|faux|incorrecta|errada|sbagliata)(?!\p{L})/iu

// In characters: the longest of those words, and what tells that it ends.
const LONGEST_SAID = 24

/**
 * The answer to a security question, by the words before it: knowledge that was agreed on at
 * enrolment (NIST SP 800-63-2, 6.3.1.1, pre-registered knowledge token), and opens an account as a
 * password does.
 */
export const securityAnswer: Identifier = {
  type: 'security_answer',
  dataClass: 'credential',
  anchors: ['named'],
  beginsAt(text, word) {
    TOLD.lastIndex = word
    if (!TOLD.test(text)) return -1
    const at = TOLD.lastIndex
    const isLinked = !/\p{L} $/u.test(text.slice(at - 2, at)) || LINKED.test(text.slice(word, at))
    if (isLinked || /^\p{Lu}/u.test(text.slice(at, at + 1))) return at
    ALONE.lastIndex = word
    return ALONE.test(text) && LINE_BEFORE.test(text.slice(Math.max(0, word - LONGEST_OWNER), word))
      ? at
      : -1
  },
  fitsIn: (text, start) => !SAID.test(text.slice(start, start + LONGEST_SAID)),
  // One word; more where they are written as a name, or where they are all that is said after a colon.
  pattern:
    /(?<=: ["']?)[A-Za-z0-9\u00c0-\u04ff][A-Za-z0-9\u00c0-\u04ff'.-]{1,30}(?: [A-Za-z0-9\u00c0-\u04ff'.-]{1,30}){1,3}(?=[.!"']{0,2} *(?:\n|$))|(?<![A-Za-z0-9])[A-Za-z0-9\u00c0-\u04ff][A-Za-z0-9\u00c0-\u04ff'-]{1,30}(?: [A-Z\u00c0-\u00de][A-Za-z0-9\u00c0-\u04ff'-]{1,30}){0,2}/g,
  parse: (text) => (/^\S.{1,94}$/.test(text) ? ok(text) : fail('invalid_format')),
  mask: hideAll,
  // It may be any word there is.
  weigh: () => 20,
  context: { words: WORDS, within: 40 },
  contextOnly: true,
  examples: { valid: ['Fluffy', 'smith', 'Mary Poppins'], invalid: ['x', ''] },
}
