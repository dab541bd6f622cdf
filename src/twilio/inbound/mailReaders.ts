import { parseContact } from '../../channels/index.js'
import { type Contact, isGiven } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import type { FormParameters } from './parameters.js'

/** Whom an e-mail's own headers name beside its author. */
export interface MailReaders {
  /** The others; `null` where a header cannot be read; absent where no header was sent. */
  readonly readers?: readonly Contact[] | null
  /** The business address it was sent to, where that is told. */
  readonly to?: string
}

// RFC 5322 §3.6, and what mail programs and lists ask replies to be sent to besides.
const HEADERS: ReadonlySet<string> = new Set([
  ...['replyto', 'cc', 'bcc', 'resentto', 'resentcc', 'resentbcc'],
  ...['mailreplyto', 'mailfollowupto'],
])

// More recipients than that are a list, which nobody's answer goes to; characters of one header.
const MOST = 100
const LONGEST = 32_768

/**
 * Reads `To`, `Cc` and `Reply-To`, whatever their spelling: an answer goes to all of them. The
 * business's own address is no reader: the one it is known by (`own`), or else the only one in
 * `To`.
 *
 * Of `To: a@example.com, b@example.com` without `own` nobody can say which is the business's, so
 * both are readers.
 */
export function readMailReaders(
  parameters: FormParameters,
  author: string,
  own: string | undefined,
): MailReaders {
  const to = readMailboxes(valuesOf(parameters, (name) => name === 'to'))
  const others = readMailboxes(valuesOf(parameters, (name) => HEADERS.has(name)))
  if (to === null || others === null) return { readers: null }
  if (to.length === 0 && others.length === 0) return {}
  const [known, ...more] = readMailboxes([own]) ?? []
  const business =
    known !== undefined && more.length === 0 ? known : to.length === 1 ? to[0] : undefined
  const addresses = new Set([...to, ...others])
  return {
    readers: [...addresses]
      .filter((address) => address !== author && address !== business)
      .map((address) => ({ channel: 'email', address })),
    ...(business !== undefined && { to: business }),
  }
}

/** Tells whether a field is a header that names whom an e-mail went to. */
export const isMailReaderField = (name: string): boolean =>
  lettersOf(name) === 'to' || HEADERS.has(lettersOf(name))

const valuesOf = (
  parameters: FormParameters,
  isOurs: (name: string) => boolean,
): readonly unknown[] =>
  [...parameters].flatMap(([name, values]) => (isOurs(lettersOf(name)) ? values : []))

/** A header's name by its letters alone: `Reply-To`, `reply_to` and `ReplyTo` are one. */
const lettersOf = (name: string): string =>
  name.length > 32 ? '' : name.toLowerCase().replaceAll(/[^a-z]/g, '')

/** Reads header values into canonical addresses; `null` where one of them is none. */
function readMailboxes(values: readonly unknown[]): readonly string[] | null {
  const found: string[] = []
  for (const text of values.flatMap(splitMailboxes)) {
    const contact = parseContact({ channel: 'email', address: text })
    if (!contact.ok || found.length >= MOST) return null
    found.push(contact.value.address)
  }
  return found
}

/**
 * Splits one header value into mailboxes: text with commas or semicolons between, or a JSON list.
 * `[null]` for what is neither, which is read as no address and so makes the readers unknown.
 */
function splitMailboxes(value: unknown): readonly unknown[] {
  if (!isGiven(value) || value === 'null') return []
  if (typeof value !== 'string' || value.length > LONGEST) return [null]
  const list = value.trim().startsWith('[') ? readBoundedJson(value) : null
  if (list !== null) return list.ok && Array.isArray(list.value) ? list.value : [null]
  return splitList(value)
    .map(addressIn)
    .filter((text) => text !== '')
}

// A comma inside a quoted name, as in `"Lovelace, Ada" <ada@example.com>`, separates nothing.
// Walked by hand, so that the work grows with the text and no faster; a quote that is never closed
// leaves one part that is no address.
function splitList(text: string): readonly string[] {
  const parts: string[] = []
  let [start, isQuoted, isAngled] = [0, false, false]
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\\' && isQuoted) at += 1
    else if (character === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '<' || character === '>') isAngled = character === '<'
    else if (!isAngled && (character === ',' || character === ';')) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)]
}

// A second `<` may hide a second address: such a mailbox is left as it is, and is none.
function addressIn(mailbox: string): string {
  const text = mailbox.trim()
  const open = text.indexOf('<')
  const isPlain = text.endsWith('>') && open >= 0 && open === text.lastIndexOf('<')
  return isPlain ? text.slice(open + 1, -1).trim() : text
}
