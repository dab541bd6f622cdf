import { isE164, parsePhoneNumber } from '../identifiers/index.js'
import { LONGEST_WRITTEN, type NodeId, plainDigits, splitScheme } from '../model/index.js'
import { email } from './email.js'
import { parseIdentifier } from './parseIdentifier.js'
import { phoneNode, plainPhoneText } from './phoneAddress.js'
import { findScheme } from './table.js'

/** The place in the trust graph of what somebody typed, or why it could not be read. */
export type TypedIdentifier =
  | { readonly node: NodeId }
  | { readonly code: 'claim_email_unread' | 'claim_number_unread' | 'claim_number_ambiguous' }

/**
 * Names in the trust graph the phone number or e-mail address that a person typed, in the spellings that people
 * use: with digits of any script, within brackets or quotation marks, before a full stop, after `tel:` or
 * `mailto:`, after a name and in angle brackets, with `00` for the plus. A number without its country is read in
 * each of the regions (two letters, such as `GB`).
 *
 * `null` for text that is neither. What looks like one of them and cannot be read has a code:
 * `claim_email_unread`; `claim_number_unread`, where the country is missing or none has such numbers; and
 * `claim_number_ambiguous`, where several regions have them.
 */
export function parseTyped(text: string, regions: readonly string[] = []): TypedIdentifier | null {
  if (text.length > LONGEST_WRITTEN || !MAY_NAME.test(text)) return null
  // Most are typed as they are, which takes none of the rest.
  if (isE164(text)) return { node: phoneNode(text) }
  const plain = email.parse(text)
  if (plain.ok) return { node: email.node(plain.value) }
  const typed = withoutMarks(text.replaceAll(UNSEEN, '').replaceAll(WIDE, narrow))
  return typed.includes('@') ? parseTypedMail(typed) : parseTypedNumber(typed, regions)
}

// Whatever names a number or a mailbox has one of these.
const MAY_NAME = /[\p{Nd}@\uff20]/u
// Format characters, and what makes a digit a key of a telephone.
const UNSEEN = /\p{Cf}|\ufe0f|\u20e3/gu
// ASCII as East Asian keyboards write it.
const WIDE = /[\uff01-\uff5e]/g
const narrow = (wide: string): string => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)

const isAfterwards = (character: string): boolean => /[\s.,;:!?]/.test(character)
const OPENING = '"\'“‘„«*_`<(['
const CLOSING = '"\'”’“»*_`>)]'

/** Leaves out marks after a text, and those that stand before and behind it. */
function withoutMarks(text: string): string {
  let [first, end] = [0, text.length]
  while (first < end) {
    const opens = OPENING.indexOf(text.charAt(first))
    if (isAfterwards(text.charAt(end - 1))) end -= 1
    else if (text.charAt(first).trim() === '') first += 1
    else if (opens >= 0 && end - first > 1 && text.charAt(end - 1) === CLOSING.charAt(opens)) {
      first += 1
      end -= 1
    } else break
  }
  return text.slice(first, end)
}

// A name that holds no address, and a mailbox in angle brackets (RFC 5322 §3.4).
const NAMED = /^[^<>@]*<([^<>]+)>$/
// Of a text with more words, an address is not all that it says.
const MOST_WORDS = 4

function parseTypedMail(typed: string): TypedIdentifier | null {
  const inner = withoutMarks(NAMED.exec(typed)?.[1] ?? typed)
  const node = parseIdentifier(
    inner
      .split('@')
      .map((part) => part.trim())
      .join('@'),
  )
  if (node?.startsWith('mailto:') === true) return { node }
  const isMeant = /\S@\S/.test(typed) || (/\S\s?@\s?\S/.test(typed) && typed.includes('.'))
  return isMeant && typed.split(/\s+/).length <= MOST_WORDS ? { code: 'claim_email_unread' } : null
}

// What stands in a written number, and how many of it are digits (ITU-T E.164 §6).
const NUMBER = /^[\d\s+()[\]./\p{Pd}]{7,40}$/u
const [FEWEST_DIGITS, MOST_DIGITS] = [7, 15]
const DATE =
  /^(?:\d{1,2}[\s./-]\d{1,2}[\s./-](?:19|20)\d\d|(?:19|20)\d\d[\s./-]\d{1,2}[\s./-]\d{1,2})$/
// The prefix of an international call that most countries dial (ITU-T E.164 Annex A), or a plus typed twice.
const ABROAD = /^\(?(?:\+\s?(?:\+|00)|00)\)?[\s.-]?(?=[1-9])/
// Whatever else follows it, a plus before a digit begins a number.
const INTERNATIONAL = /^\+\s?\d/
const LONGEST_NUMBER = 64

function parseTypedNumber(typed: string, regions: readonly string[]): TypedIdentifier | null {
  const plain = plainDigits(plainPhoneText(typed))
  const digits = countDigits(plain)
  if (digits < FEWEST_DIGITS || plain.length > LONGEST_NUMBER) return null
  const { scheme, rest } = splitScheme(plain)
  const bare = withoutMarks(scheme !== null && findScheme(scheme) !== undefined ? rest : plain)
  const dialled = bare.replace(ABROAD, '+')
  const isNumber = NUMBER.test(bare) && !DATE.test(bare) && countDigits(dialled) <= MOST_DIGITS
  if (isNumber) return readDialled(dialled, regions)
  return INTERNATIONAL.test(dialled) ? { code: 'claim_number_unread' } : null
}

const countDigits = (text: string): number => text.match(/\d/g)?.length ?? 0

/** Reads a number as it is dialled, in each region where it does not say its country. */
function readDialled(dialled: string, regions: readonly string[]): TypedIdentifier {
  if (isE164(dialled)) return { node: phoneNode(dialled) }
  const nodes = new Set<NodeId>()
  for (const region of dialled.startsWith('+') ? [undefined] : regions) {
    const read = parsePhoneNumber(dialled, region)
    if (read.ok) nodes.add(phoneNode(read.value))
  }
  const [only, ...others] = nodes
  if (only === undefined) return { code: 'claim_number_unread' }
  return others.length > 0 ? { code: 'claim_number_ambiguous' } : { node: only }
}
