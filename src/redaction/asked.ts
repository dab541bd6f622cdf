import { wordStart } from '../identifiers/index.js'

// What a question is asked with, and says nothing of what is asked for. Whose it is stays, as in `your number`.
const FILLER = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${
    "what|what's|whats|which|is|are|was|could|can|may|would|will|you|i|we|just|need|have|give|tell|me|us|please|" +
    'kindly|thanks|for|to|at|from|confirm|provide|enter|share|send|type|and|then|also|' +
    'wie|was|lautet|ist|bitte|nennen|sie|mir|uns|' +
    "quel|quelle|est|s'il|vous|plaît|plait|donner|donnez|moi|" +
    'cuál|cual|es|por|favor|dígame|digame|puede|darme|qual|é|è|per|favore|wat|alstublieft'
  })(?![\\p{L}\\p{N}])`,
  'giu',
)
const LONGEST = 300
const LONGEST_SUBJECT = 80
const SENTENCE = /[^.!?\u061f\uff1f\n]+[.!?\u061f\uff1f]?/g

/**
 * Gives what the other side's last message asked for, to stand before the answer: its last question, without the words
 * it is asked with and without digits, which are no part of the answer.
 */
export function subjectOf(asked: string): string {
  // Most texts answer nothing.
  if (asked === '') return ''
  const sentences =
    asked.slice(wordStart(asked, asked.length - LONGEST, asked.length)).match(SENTENCE) ?? []
  const question = sentences.findLast((one) => /[?\u061f\uff1f]$/.test(one))
  // The four of `the last 4 digits?` is part of what is asked for.
  const subject = (question ?? sentences.findLast((one) => /\p{L}/u.test(one)) ?? '')
    .replace(/\p{Nd}+/gu, (digits) => (digits === '4' ? digits : ' '))
    .replace(/[?\u061f\uff1f.!¿¡:,;()@]/gu, ' ')
    .replace(FILLER, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return subject.slice(wordStart(subject, subject.length - LONGEST_SUBJECT, subject.length))
}
