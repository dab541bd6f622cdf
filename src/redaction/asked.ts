// What a question is asked with, and says nothing of what is asked for. Whose it is stays, as in `your number`.
const FILLER = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${
    "what|what's|whats|which|is|are|was|could|can|may|would|will|you|i|we|just|need|have|give|tell|me|us|the|a|an|please|" +
    'kindly|thanks|for|to|at|from|confirm|provide|enter|share|send|type|and|then|back|also|' +
    'wie|was|lautet|ist|bitte|nennen|sie|mir|uns|die|der|das|den|' +
    "quel|quelle|est|s'il|vous|plaît|plait|donner|donnez|moi|le|la|les|" +
    'cuál|cual|es|por|favor|dígame|digame|puede|darme|el|qual|é|o|è|il|per|favore|wat|het|alstublieft'
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
  const sentences = asked.slice(-LONGEST).match(SENTENCE) ?? []
  const question = sentences.findLast((one) => /[?\u061f\uff1f]$/.test(one))
  const subject = (question ?? sentences.findLast((one) => /\p{L}/u.test(one)) ?? '')
    .replace(/[\p{Nd}?\u061f\uff1f.!¿¡:,;()@]/gu, ' ')
    .replace(FILLER, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return subject.slice(-LONGEST_SUBJECT)
}
