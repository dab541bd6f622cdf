import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { HIDDEN } from './masks.js'

// Top-level domains that need no scheme to be told from two sentences run together: the generic
// ones and the largest countries (IANA root zone).
const KNOWN =
  'com|org|net|edu|gov|mil|int|info|biz|io|co|ai|app|dev|me|tv|cloud|shop|store|online|site|xyz|uk|us|ca|au|nz|ie|de|at|ch|fr|be|nl|lu|es|pt|it|se|no|dk|fi|pl|cz|sk|hu|ro|gr|tr|ru|ua|jp|cn|kr|in|sg|hk|tw|br|mx|ar|cl|za|eu'

// Up to eight names with dots between, in any alphabet with spaces; then a port, a path, a query.
const HOST = '(?:[A-Za-z0-9_\\u00c0-\\u1fff][A-Za-z0-9_\\u00c0-\\u1fff-]{0,62}\\.){1,8}'
const TAIL =
  '(?::\\d{1,5})?(?:[/?#][^\\s<>"\'`\\u3000-\\u9fff\\uac00-\\ud7af\\uff00-\\uffef]{0,2000})?'

// A host without a scheme, by the end of its name.
const BARE = new RegExp(`^${HOST}(?:${KNOWN})(?![A-Za-z0-9_-])`, 'i')

const RUN_TOGETHER = /^[a-z][^A-Z/]{0,255}\.[A-Z][a-z]$/

// `Cables, plugs etc.me too`: words that end with a full stop, or end a sentence, and no name of a
// host.
const ABBREVIATED =
  /^(?:etc|e\.g|i\.e|vs|approx|ok|okay|pls|plz|thx|thanks|please|yes|no|hi|hello|sorry|usw|bzw|ecc|ca|evtl)\.(?:me|it|so|in|at|be|us|is|to|no|am|my|do|co|de|es|se|pl|nl)$/i

/** Drops what ends a sentence, and a closing bracket that was opened before the address. */
function trim(text: string): string {
  let end = text.length
  while (end > 0 && /[.,;:!?'")\]}>*]/.test(text.charAt(end - 1))) {
    const last = text.charAt(end - 1)
    if (
      last === ')' &&
      text.slice(0, end).split('(').length >= text.slice(0, end).split(')').length
    )
      break
    end -= 1
  }
  return text.slice(0, end)
}

/** Web address: with a scheme, with `www.`, or by a well-known top-level domain. */
export const url: Identifier = {
  type: 'url',
  dataClass: 'network',
  fieldDecides: true,
  anchors: ['link'],
  pattern: new RegExp(
    `(?<![A-Za-z@_-])(?:[a-z][a-z0-9+.-]{1,11}:\\/\\/[^\\s<>"'\`\\u3000-\\u303f]{2,2048}|${HOST}[A-Za-z]{2,24}(?![A-Za-z0-9_-])${TAIL})`,
    'gi',
  ),
  parse(text) {
    // `It is on its way.It takes ...`: two sentences without the space between.
    if (RUN_TOGETHER.test(text) || ABBREVIATED.test(text)) return fail('invalid_format')
    const value = trim(text)
    const isKnown =
      /^[a-z][a-z0-9+.-]{1,11}:\/\/[A-Za-z0-9[\u0080-\uffff]/i.test(value) ||
      /^www\.[^.]+\../i.test(value) ||
      BARE.test(value)
    return isKnown && value.length === text.length ? ok(value) : fail('invalid_format')
  },
  // A host would be found once more.
  mask: (value) => `${/^[a-z][a-z0-9+.-]{1,11}:\/\//i.exec(value)?.[0] ?? ''}${HIDDEN}`,
  // A scheme, `www.` or a path leave no doubt; a name with a dot may be two sentences.
  weigh: (candidate) => (/:\/\/|^www\.|\//i.test(candidate) ? 88 : 60),
  shrink: trim,
  examples: {
    valid: [
      'https://example.com/orders/12?x=1',
      'www.example.com',
      'example.com/path',
      'http://127.0.0.1:8080/a',
    ],
    invalid: ['example', 'http://', 'end.Next', 'way.It'],
  },
}
