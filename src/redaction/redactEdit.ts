import type { RedactionRule } from '../model/index.js'
import {
  type NextMessage,
  type RedactedNext,
  readNext,
  redactAsTold,
  widestOf,
} from './readNext.js'
import { readTogether } from './readTogether.js'
import type { RedactOptions } from './redactText.js'
import type { ScanOptions, Span } from './scan.js'
import { besideEdit } from './scanMessage.js'
import type { TailPiece } from './splitValues.js'

/** Gives what a text is part of where it stands before, between or after what its author wrote. */
function splitAmong(
  pieces: readonly TailPiece[],
  text: string,
  options: ScanOptions,
): readonly Span[] {
  const parts = pieces.map((piece) => piece.text)
  return parts.flatMap((_, at) => {
    const texts = [...parts.slice(0, at), text, ...parts.slice(at)]
    const read = readTogether(
      texts.map((one) => ({ author: '', text: one })),
      () => options,
    )
    return read[at]?.split ?? []
  })
}

/**
 * Redacts the new text of a message that was published before. Which of its author's messages it was is not known, so it
 * is read before, between and after what they wrote, and what it replaces has been seen: a card is as whole where its
 * second half comes by an edit. What comes next is read after it, and as if it had not been.
 *
 * Total, as `redactMessage`.
 */
export function redactEdit(
  message: NextMessage,
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): RedactedNext {
  const read = readNext(message, rules, options)
  const { wanted, tails, first, earlier, surroundings, withheld } = read
  const tail = { ...first.tail, ...besideEdit(message.tail) }
  if (withheld !== undefined) return { ...withheld, tail }
  const among = tails
    .flatMap(({ pieces, words = [] }) => [pieces, words])
    .flatMap((pieces) => splitAmong(pieces, message.text, wanted))
  const asEdit = {
    ...surroundings,
    isAfterCard: tails.some(({ sinceCard }) => sinceCard !== undefined),
    split: widestOf([...among, ...(surroundings.split ?? [])]),
  }
  return { ...redactAsTold(message.text, options, read, asEdit), tail, earlier }
}
