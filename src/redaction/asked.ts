import { isMonthOrYear, wordStart } from '../identifiers/index.js'

// What a question is asked with, and says nothing of what is asked for. Whose it is stays, as in
// `your number`.
const FILLER = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${
    "what|what's|whats|which|is|are|was|could|can|may|would|will|you|i|we|just|need|have|give|tell|me|us|please|" +
    'kindly|thanks|for|to|at|from|confirm|provide|enter|share|send|type|and|then|also|' +
    'it|that|this|u|read|(?<!the )back|here|now|again|below|go|ahead|got|get|did|do|does|try|tried|using|use|used|typed|entered|choose|chose|set|receive|received|see|says|say|pls|plz|ok|okay|great|perfect|' +
    'wie|was|lautet|ist|bitte|nennen|sie|mir|uns|' +
    "quel|quelle|est|s'il|vous|plaît|plait|donner|donnez|moi|" +
    'cuál|cual|es|por|favor|dígame|digame|puede|darme|qual|é|è|per|favore|wat|alstublieft'
  })(?![\\p{L}\\p{N}])`,
  'giu',
)

// In characters from the end of a message: the question stands last.
const LONGEST = 300

// About as much as stands before a value in one line. The words nearest to the answer are kept.
const LONGEST_SUBJECT = 80

// With the stops of Arabic and of wide type.
const SENTENCE = /[^.!?\u061f\uff1f\n]+[.!?\u061f\uff1f]?/g

// The four of `the last 4 digits?` is part of what is asked for, as are the three of a card's back
// and the six of a code.
const withoutFiller = (sentence: string): string =>
  sentence
    .replace(/\p{Nd}+/gu, (digits) => (/^[346]$/.test(digits) ? digits : ' '))
    .replace(/[?\u061f\uff1f.!¿¡:,;()@]/gu, ' ')
    .replace(FILLER, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * Gives what the other side's last message asked for, to stand before the answer: its last
 * question, without the words it is asked with and without digits, which are no part of the answer.
 *
 * `Thanks! Could you please give me the last 4 digits of your card?` gives `the last 4 digits of
 * your card`; what names nothing gives an empty text. Its words are then found beside the answer as
 * they would be in one message: `your pin: 4821`.
 */
export function subjectOf(asked: string): string {
  // Most texts answer nothing.
  if (asked === '') return ''
  const sentences =
    asked.slice(wordStart(asked, asked.length - LONGEST, asked.length)).match(SENTENCE) ?? []
  const plain = sentences.map(withoutFiller)
  const at = sentences.findLastIndex((one) => /[?\u061f\uff1f]$/.test(one))
  // `We sent you a code. Can you read it back?`: a question that names nothing is about what was
  // said before it.
  const subject =
    plain.slice(0, at < 0 ? plain.length : at + 1).findLast((one) => /\p{L}/u.test(one)) ?? ''
  return subject.slice(wordStart(subject, subject.length - LONGEST_SUBJECT, subject.length))
}

/** Gives what is asked for after a card or not: `month?`, asked after one, is asked of the card. */
export const subjectAfter = (subject: string, isAfterCard: boolean): string =>
  isAfterCard && isMonthOrYear(subject) ? `expiry ${subject}` : subject
