import type { RedactionRule } from '../model/index.js'
import { type NextMessage, type RedactedNext, readNext, redactAsTold } from './readNext.js'
import type { RedactOptions } from './redactText.js'
import { besideAfter } from './scanMessage.js'

/**
 * Redacts one message, together with the end of the earlier messages by the same author. The tail
 * goes in and comes out as plain data, which the caller keeps: one for each author of a
 * conversation.
 *
 * What was shown before cannot be taken back here: `earlier` names the parts of earlier messages to
 * hide where they are stored. `options.asked` is the last message of the other side, if it is
 * known.
 *
 * It never throws. A tail that cannot be read withholds the message, and a new tail begins.
 *
 * @example
 * ```ts
 * const rules = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
 * const first = redactMessage({ tail: null, id: 'IM1', text: 'my card is 4111 1111' }, rules)
 * const second = redactMessage({ tail: first.tail, id: 'IM2', text: '1111 1111 thanks' }, rules)
 * second.text // '[payment_card] thanks'
 * second.earlier // [{ id: 'IM1', start: 11, end: 20, type: 'payment_card' }]
 * ```
 */
export function redactMessage(
  message: NextMessage,
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): RedactedNext {
  const read = readNext(message, rules, options)
  const { first, earlier, others, surroundings, withheld } = read
  const beside = besideAfter(message.tail, others)
  if (withheld !== undefined) return { ...withheld, tail: { ...withheld.tail, ...beside } }
  return {
    ...redactAsTold(message.text, options, read, surroundings),
    tail: { ...first.tail, ...beside },
    earlier,
  }
}
