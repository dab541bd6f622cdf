import { fail, ok } from '../model/index.js'
import { UUID } from './accessToken.js'
import type { Identifier } from './identifier.js'
import { LINKS } from './links.js'
import { hideAll } from './masks.js'
import { wordsBefore } from './wholeWords.js'

// Handles that banks and apps were given for UPI (National Payments Corporation of India, list of
// UPI handles).
const UPI_ENDS =
  'ok(?:axis|hdfcbank|icici|sbi)|[iy]bl|axl|paytm|pt(?:axis|yes|sbi|hdfc)|y?apl|upi|fbl|jupiteraxis|ikwik|freecharge|airtel|postbank|waaxis|wa(?:hdfcbank|icici|sbi)|(?:axis|hdfc|idfc|kotak|rbl|fed|sbi|yes|idbi|pnb|union|canara|bob|indus|dbs|hsbc|citi)(?:bank)?|icici|aubank|axb|slice|cred|amazonpay'
const UPI = new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{1,63}@(?:${UPI_ENDS})$`, 'i')

// A name at one word, as handles for UPI are: a mailbox has a full stop behind its sign.
const AT_BANK = /^[a-z0-9][a-z0-9._-]{1,63}@[a-z]{2,16}$/i

// Words with stops between, `gato.luna.mate`: also the form of a host, so only beside its words.
const ALIAS = /^[a-z0-9]{2,20}(?:\.[a-z0-9]{2,20}){1,3}$/i

// As apps let people call themselves, `@ada-l` or `$adal`: also the form of any word.
const NAME = /^[@$]?[a-z][a-z0-9_.-]{2,30}$/i

const APPS =
  'venmo|cash[ _.-]?app|cash[ _.-]?tag|revolut|rev[ _.-]?tag|paypal|zelle|monzo|wise[ _.-]?tag|upi|vpa|gpay|google[ _.-]?pay|phonepe|bhim|paytm|pay[ _.-]?id|payment[ _.-]?handle'

// What may stand between the name of an app and the handle: marks, and a few small words.
const TIES = `(?:[ _.:=>"'(-]|(?:me|at|to|tag|handle|user|username|id|name|my|mine|under|as|its|${LINKS.spaced})(?![\\p{L}\\p{N}])){0,8}`
const TOLD = new RegExp(`(?<!\\p{L})(?:${APPS})(?!\\p{L})${TIES}$`, 'iu')
const KEY_TOLD = new RegExp(
  `(?<!\\p{L})(?:pix|payment[ _.-]?handle|chave aleat\\p{L}*|chave)(?!\\p{L})${TIES}$`,
  'iu',
)
const ALIAS_TOLD = new RegExp(
  `(?<!\\p{L})(?:alias|cbu|cvu|payment[ _.-]?handle)(?!\\p{L})${TIES}$`,
  'iu',
)

// As much before a handle as is looked at for the name of an app, in characters.
const LONGEST_BEFORE = 48

// A plain word behind the name of an app is said of the app: `venmo is down`.
const isOdd = (value: string): boolean => /^[@$]|\d|[a-z][_-][a-z]/i.test(value)

/**
 * Name by which somebody is paid: a UPI address of India, a name at Venmo, Cash App or Revolut, a
 * random key of Pix (Banco Central do Brasil, Regulamento do Pix), an alias of an account in
 * Argentina (BCRA, Com. A 6044).
 */
export const paymentHandle: Identifier = {
  type: 'payment_handle',
  dataClass: 'financial',
  anchors: ['at', 'named'],
  // A handle for UPI is told by its form; every other by what stands right before it, as its form is
  // that of a word.
  fitsIn(text, start, end) {
    const value = text.slice(start, end)
    if (UPI.test(value)) return true
    const before = wordsBefore(text, start, LONGEST_BEFORE)
    if (UUID.test(value)) return KEY_TOLD.test(before)
    if (ALIAS.test(value) && value.includes('.') && ALIAS_TOLD.test(before)) return true
    return isOdd(value) && TOLD.test(before)
  },
  pattern:
    /(?<![A-Za-z0-9@$._-])(?:[A-Za-z0-9][A-Za-z0-9._-]{1,63}@[A-Za-z]{2,16}|[@$]?[A-Za-z0-9][A-Za-z0-9_.-]{1,35}[A-Za-z0-9_])(?![A-Za-z0-9@_-])(?!\.[A-Za-z])/g,
  parse: (text) =>
    AT_BANK.test(text) || UUID.test(text) || NAME.test(text)
      ? ok(text.toLowerCase())
      : fail('invalid_format'),
  mask: hideAll,
  // A name at one of the handles for UPI is nothing else, as a mailbox has a domain; any other is
  // told by its words.
  weigh: (candidate) => (UPI.test(candidate) ? 85 : 5),
  context: {
    words: [
      ...'payment handle|venmo|cashapp|cash app|cashtag|revolut|revtag|upi*|vpa|gpay'.split('|'),
      ...'google pay|phonepe|bhim'.split('|'),
      ...'paytm|payid|pay id|pix|chave pix|chave aleat*|alias|monzo|wise tag|zelle'.split('|'),
      'यूपीआई*',
    ],
    within: 28,
  },
  contextOnly: ['named'],
  examples: {
    valid: [
      'rahul.k@okhdfcbank',
      '9812345670@ybl',
      '@jess-miller-4',
      '$jmiller88',
      '123e4567-e89b-42d3-a456-426614174000',
    ],
    invalid: ['@', '$50', 'x@y'],
  },
}
