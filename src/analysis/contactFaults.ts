import { CHANNEL_WORDS, type CustomScheme, parseContact } from '../channels/index.js'
import { isRecord, suggest } from '../model/index.js'
import type { GivenDocument } from '../policy/index.js'
import type { RowFault } from './formFaults.js'

/**
 * Finds which contacts of a test row cannot be read, the person's own and those of readers.
 *
 * Nothing would be known of them, and a row that expects something withheld would pass for that
 * alone. A word that is nearly the name of a channel is suggested.
 */
export function contactFaultsOf(
  { channel, address, readers }: GivenDocument,
  custom: readonly CustomScheme[],
): readonly RowFault[] {
  return [
    ...faultsOfContact({ channel, address }, [], custom),
    ...(readers ?? []).flatMap((reader, at) => faultsOfContact(reader, ['readers', at], custom)),
  ]
}

/**
 * The codes and places are those of the reader itself, so a row is held to what an engagement is.
 */
function faultsOfContact(
  contact: unknown,
  path: RowFault['path'],
  custom: readonly CustomScheme[],
): readonly RowFault[] {
  const parsed = parseContact(contact, custom)
  if (parsed.ok || !isRecord(contact)) return []
  return parsed.issues.map(({ code, path: place }): RowFault => {
    const key = place.split('.').at(-1) ?? ''
    const word = contact[key]
    const meant =
      typeof word === 'string' && key === 'channel'
        ? suggest(word, [...CHANNEL_WORDS, ...custom.map(({ scheme }) => scheme)])
        : undefined
    return {
      code,
      path: [...path, key],
      ...(typeof word === 'string' && word !== '' && { word }),
      ...(meant !== undefined && { suggestion: meant }),
    }
  })
}
