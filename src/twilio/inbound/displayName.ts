import { type Claims, isRecord, type Reason } from '../../model/index.js'
import { foldLookalikes } from './lookalikes.js'
import { isStaffWord } from './staffWords.js'
import { isSpelledEmail, isWebAddress } from './webAddress.js'

/** What may be shown as the person's own name, and why it is not what they typed. */
export interface DisplayName {
  /**
   * Safe to show beside a conversation; `null` where nothing was said, or nothing of it may be
   * shown.
   */
  readonly text: string | null
  readonly reasons: readonly Reason[]
}

/**
 * Claims that Flex, web chat forms and messaging webhooks use for a name, the one they prefer
 * first.
 */
const NAME_CLAIMS = [
  'friendlyName',
  'friendly_name',
  'displayName',
  'display_name',
  'customerName',
  'customer_name',
  'name',
  'fullName',
  'full_name',
  'profileName',
  'profile_name',
  'senderScreenName',
  'nickname',
  'firstName',
  'first_name',
  'username',
] as const

// Characters of a name that is shown.
const LONGEST = 64
// Longer text is no name, and reading all of it for look-alikes would cost.
const LONGEST_TYPED = 256

/**
 * Gives the name to show for a person, from what they say it is.
 *
 * Flex shows the name of a customer where it also shows verified numbers. So a name that looks like
 * a phone number, an e-mail address, a web address, markup, a badge or a member of staff is not
 * shown at all, in whatever script it is written. Invisible and direction-changing characters are
 * removed. Reasons name the claim only if its name is one of ours.
 */
export function displayName(claims: Claims): DisplayName {
  try {
    return isRecord(claims) ? nameIn(claims) : { text: null, reasons: [] }
  } catch {
    // No form throws when it is looked at, but an object with code in it can: it says nothing.
    return { text: null, reasons: [] }
  }
}

/**
 * Takes the first claim that says a name, and shows it or says why not. A second name is never
 * tried: it would let whoever was refused have another go.
 */
function nameIn(claims: Claims): DisplayName {
  const claim = NAME_CLAIMS.find((name) => textOf(claims, name) !== '')
  if (claim === undefined) return { text: null, reasons: [] }
  const at = `/claims/${claim}`
  const typed = textOf(claims, claim)
  const code = misleading(typed)
  if (code !== null) return { text: null, reasons: [{ code, at }] }
  const text = clean(typed)
  if (text === '') return { text: null, reasons: [{ code: 'display_name_invisible', at }] }
  return { text, reasons: text === typed ? [] : [{ code: 'display_name_cleaned', at }] }
}

// What is no form says nothing.
function textOf(claims: Claims, name: string): string {
  const value = isRecord(claims) && Object.hasOwn(claims, name) ? claims[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

// Control, format, surrogate, private and separator characters, and blanks that are letters by
// their category.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u2800\u3164\uffa0]/gu
const BLANK = /[\s\p{Z}]+/gu
// More than two marks on one letter run over the lines around it.
const PILED_MARKS = /(\p{M}{2})\p{M}{1,4000}/gu

/** Takes out what cannot be seen, makes one space of several, and keeps two marks on a letter. */
const clean = (typed: string): string =>
  [
    ...typed
      .replaceAll(BLANK, ' ')
      .replaceAll(HIDDEN, '')
      // What was hidden may have stood between two blanks.
      .replaceAll(BLANK, ' ')
      .replaceAll(PILED_MARKS, '$1'),
  ]
    .slice(0, LONGEST)
    .join('')
    .trim()

/** Names what a text would be mistaken for, or `null`. */
function misleading(typed: string): string | null {
  if (typed.length > LONGEST_TYPED) return 'display_name_too_long'
  const folded = foldLookalikes(typed)
  if (/[<>{}]/.test(folded) || typed.includes('\u0000')) return 'display_name_markup'
  if (folded.includes('@') || isSpelledEmail(folded)) return 'display_name_email'
  if (isWebAddress(folded)) return 'display_name_url'
  if (isPhoneLike(folded)) return 'display_name_phone'
  if (BADGE.test(typed)) return 'display_name_badge'
  return isStaffWord(typed) ? 'display_name_staff' : null
}

// Check marks, shields, locks and keys beside a name read as a badge of a verified account.
const BADGE =
  /[\u2611\u2705\u2713\u2714\u{1f510}-\u{1f513}\u{1f5f8}\u{1f6e1}\u{1f5f9}\u{1f396}\u{1f46e}\u{1f92b}\u00ae\u2122\u2120]/u

// Digits a number is written in, with letters that stand for them, and what is written between.
const DIALLED = /^[0-9oil|+()./\s\u2010-\u2015\u2212*#x-]{3,4000}$/

// Shorter than any number that is dialled, longer than a year.
const SHORTEST_NUMBER = 5

/**
 * Tells whether a text is a number, or has one in it: enough digits, or hardly anything but digits
 * and a plus. `Ada 1990` is none, `Ada 55501` is one.
 */
function isPhoneLike(folded: string): boolean {
  const digits = folded.replaceAll(/[^0-9]/g, '').length
  if (digits >= SHORTEST_NUMBER) return true
  return digits >= 3 && (DIALLED.test(folded) || /\+ ?\(?0?[0-9]/.test(folded))
}
