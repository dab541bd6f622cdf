import { isGiven } from '../../model/index.js'

/** A name in small letters, without `_` and `-`: `Channel_Attributes` -> `channelattributes`. */
export const sentLetters = (name: string): string =>
  name.length > 64 ? '' : name.toLowerCase().replaceAll(/[_-]/g, '')

/**
 * Gives what a call sends under one of our names, in whatever letters; of several that differ all,
 * as a list, which is no text. Nothing and an empty text are `undefined`.
 *
 * A name that is nearly ours must not be passed over: a code whose `Purpose` nobody reads is a code
 * for everything.
 */
export function sentAs(event: object, name: string): unknown {
  const sent = new Set<unknown>()
  for (const [key, value] of Object.entries(event)) {
    if (isGiven(value) && sentLetters(key) === sentLetters(name)) sent.add(value)
  }
  const [value] = sent
  return sent.size > 1 ? [...sent] : value
}
