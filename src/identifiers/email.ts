import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { MAIL_PROVIDERS } from './mailHosts.js'
import { HIDDEN } from './masks.js'
import { isSpokenIn, SPOKEN_EMAIL, SPOKEN_WORDS, spokenBefore, writeSpoken } from './spokenEmail.js'

// RFC 5321 lengths: 64 before the sign, 255 after. Dots may lead, trail and meet and hosts may have
// low lines, as some providers give them, though RFC 5322 and RFC 1123 have neither. A literal
// here, as properties of characters take long to load.
const isAddress = (text: string): boolean =>
  /^[\p{L}\p{N}!#$%&'+/=?^_`{|}~.-]{0,63}[\p{L}\p{N}!#$%&+/=?^_{|}~-]\.{0,2}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})$/u.test(
    text,
  )

// `My address...ada@example.com`: what comes before belongs to the sentence, and is hidden with the
// address.
const BEFORE = /^(?:.*\.{3})?[.'`]*/

// `ada@example.comспасибо`: a word in another alphabet is no part of a top-level domain.
const RUN_ON = /\.[a-z]{2,24}[^ -~][^.@]*$/i

/**
 * An address as it stands in text. The letters go up to U+1FFF, because people have
 * mailboxes in their own alphabets.
 */
const WRITTEN =
  /[A-Za-z0-9\u00c0-\u1fff!#$%&'+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9\u00c0-\u1fff][A-Za-z0-9\u00c0-\u1fff_-]{0,62}\.){1,8}(?:[Xx][Nn]--[A-Za-z0-9-]{2,59}|[A-Za-z\u00c0-\u1fff]{2,24})/

// `ada@gmail`, `ada.l@example`: who leaves out the ending means a provider all know, or has a name that is no word.
const ENDLESS = `(?:[A-Za-z0-9._+-]{1,64}@(?:${MAIL_PROVIDERS})|[A-Za-z]{2,30}[._][A-Za-z0-9._]{1,30}@[A-Za-z]{4,30})(?![A-Za-z0-9@_-])(?!\\.[A-Za-z0-9])`
const IS_ENDLESS = new RegExp(`^(?:${ENDLESS})$`, 'i')

/** E-mail address, as it is written (RFC 5322) or said: `john at gmail dot com`. */
export const email: Identifier = {
  type: 'email',
  dataClass: 'contact',
  fieldDecides: true,
  anchors: ['at', 'named'],
  pattern: new RegExp(`${WRITTEN.source}|${SPOKEN_EMAIL}|${ENDLESS}`, 'gi'),
  beginsAt: spokenBefore,
  fitsIn: isSpokenIn,
  parse(text) {
    if (RUN_ON.test(text)) return fail('invalid_format')
    const address = writeSpoken(text).replace(BEFORE, '')
    const [local = '', domain = ''] = address.split('@')
    if (IS_ENDLESS.test(address)) return ok(address.toLowerCase())
    if (local.length > 64 || domain.length > 255 || !isAddress(address))
      return fail('invalid_format')
    // Providers take both cases for one mailbox, and so do we, or one person would have two tokens.
    return ok(address.toLowerCase())
  },
  // The first letter is left where it gives little away: of two letters it would be half.
  mask(value) {
    const sign = value.indexOf('@')
    return `${sign > 2 ? value.charAt(0) : ''}${HIDDEN}${value.slice(sign)}`
  },
  // Little else has an at sign between letters.
  weigh: () => 90,
  shrink: (text) => text.replace(RUN_ON, (end) => /^\.[a-z]*/i.exec(end)?.[0] ?? end),
  context: { words: SPOKEN_WORDS },
  examples: {
    valid: [
      'ada@example.com',
      'ada.lovelace+flex@mail.example.co.uk',
      "o'hara@example.com",
      'mail...ada@example.com',
      'ada..l.@example.com',
      'ada@my_shop.example.com',
      'ada at gmail dot com',
      'ada arroba example.com',
      'ada@gmail',
      'ada.l@example',
    ],
    invalid: [
      'ada@example',
      '...@example.com',
      '@example.com',
      'ada@@example.com',
      'look at example.com',
    ],
  },
}
