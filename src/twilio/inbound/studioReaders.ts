import { type CustomScheme, parseContact } from '../../channels/index.js'
import { type Contact, MOST_PARTICIPANTS, ok, type Reason, type Result } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import { READERS_UNREADABLE } from './inbound.js'
import { readMailReaders } from './mailReaders.js'
import { readOtherRecipients } from './otherRecipients.js'
import type { FormParameters } from './parameters.js'
import { sentLetters } from './sentAs.js'

/** Who else reads, as far as a flow tells. */
export interface StudioReaders {
  /** Who writes; of an e-mail with the address it was sent to. */
  readonly contact: Contact
  /** The others; `null` where they are not known. */
  readonly readers: readonly Contact[] | null
  /** The flow told them all, so nobody need be asked. */
  readonly readersTold?: true
  /** `readers_unreadable` where a list could not be read. */
  readonly reasons: readonly Reason[]
}

/**
 * Reads who else would see a reply. Studio hands over no roster, so they are not known (`null`)
 * unless the flow tells: `readers` as a JSON list of contacts or addresses, or addresses with
 * commas between, `[]` for nobody; `OtherRecipients0` and so on of a group text; `Cc` and `ReplyTo`
 * of an e-mail, which name some and not all.
 */
export function readStudioReaders(
  parameters: FormParameters,
  contact: Contact,
  custom: readonly CustomScheme[] | undefined,
): Result<StudioReaders> {
  const others = readOtherRecipients(parameters)
  if (!others.ok) return others
  const isMail = contact.channel === 'email'
  const mail = isMail ? readMailReaders(parameters, contact.address, contact.to) : {}
  const told = [...parameters].flatMap(([name, values]) => (isReaders(name) ? values : []))
  const sent = told.filter((value) => !isNothing(value))
  const listed = readList(sent, contact.channel, custom)
  const who = { ...contact, ...(mail.to !== undefined && { to: mail.to }) }
  if (listed === null || mail.readers === null) {
    return ok({ contact: who, readers: null, reasons: [READERS_UNREADABLE] })
  }
  const isTold = sent.length > 0 || others.value.length > 0
  if (!isTold && mail.readers === undefined) return ok({ contact: who, readers: null, reasons: [] })
  const all = [...listed, ...others.value, ...(mail.readers ?? [])]
  const readers = new Map(all.map((reader) => [`${reader.channel} ${reader.address}`, reader]))
  return ok({
    contact: who,
    readers: [...readers.values()].filter((reader) => !isSelf(reader, who)),
    ...(isTold && { readersTold: true }),
    reasons: [],
  })
}

/** Tells whether a parameter is the list, or as some write forms a part of it: `readers[]`. */
const isReaders = (name: string): boolean =>
  sentLetters(name.trim().replace(/\[\d{0,4}\]$/, '')) === 'readers'

/**
 * An undefined variable arrives as nothing, or as `null` where the flow wrote it with `to_json`.
 */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && NOTHING.has(value.trim()))

/** What an undefined variable looks like. */
const NOTHING: ReadonlySet<string> = new Set(['', 'null'])

/** Tells whether a reader is who writes, or the business. */
const isSelf = ({ channel, address }: Contact, contact: Contact): boolean =>
  channel === contact.channel && (address === contact.address || address === contact.to)

/** Reads lists of readers; `null` where any of it cannot be read. */
function readList(
  values: readonly unknown[],
  channel: string,
  custom: readonly CustomScheme[] | undefined,
): readonly Contact[] | null {
  const entries = values.flatMap((value) =>
    typeof value === 'string' ? entriesOf(value) : [value],
  )
  if (entries.length > MOST_PARTICIPANTS) return null
  const readers: Contact[] = []
  for (const entry of entries) {
    const written = typeof entry === 'string' ? { channel, address: entry } : entry
    const contact = parseContact(written, custom)
    if (!contact.ok) return null
    readers.push(contact.value)
  }
  return readers
}

/** A flow may also write `[{{a}}{{b}}]` by hand, which is JSON only where it is empty. */
function entriesOf(value: string): readonly unknown[] {
  const text = value.trim()
  if (!text.startsWith('[')) return splitList(text)
  const list = readBoundedJson(text)
  if (list.ok) return Array.isArray(list.value) ? list.value : [null]
  const inner = /^\[([^[\]{}"]{1,4000})\]$/.exec(text)?.[1]
  return inner === undefined ? [null] : splitList(inner)
}

/** Splits text at its commas; an empty part is no address and is reported as one. */
const splitList = (text: string): readonly string[] => text.split(',').map((one) => one.trim())
