import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'
import { wordsBefore } from './wholeWords.js'

// Prefixes that vendors give their secrets so that scanners find them (their own documentation).
const VENDORS = [
  'SK[0-9a-f]{32}', // Twilio API key
  'SG\\.[\\w-]{16,32}\\.[\\w-]{32,64}', // SendGrid
  '[sr]k_(?:live|test|prod)_[0-9A-Za-z]{10,99}', // Stripe
  'whsec_[0-9A-Za-z+/=]{24,80}', // Stripe webhook
  'gh[pousr]_[0-9A-Za-z]{36,255}', // GitHub
  'github_pat_[0-9A-Za-z_]{22,255}', // GitHub, fine-grained
  'gl(?:pat|dt|rt|ft|soat|cbt|ptt|imt|agent|ffct)-[\\w.-]{20,300}', // GitLab
  '(?:xoxe\\.)?xox[abeoprs]-[0-9A-Za-z-]{10,200}', // Slack
  'xapp-\\d-[0-9A-Za-z-]{10,200}', // Slack app
  '(?:A3T[0-9A-Z]|AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}', // AWS
  'LTAI[0-9A-Za-z]{12,24}', // Alibaba Cloud
  'AIza[\\w-]{35}', // Google
  'ya29\\.[\\w-]{20,400}', // Google OAuth
  'GOCSPX-[\\w-]{28}', // Google OAuth client
  'sk-(?:proj-|svcacct-|ant-(?:api\\d\\d-)?)?[\\w-]{20,200}', // OpenAI, Anthropic
  'npm_[0-9A-Za-z]{36}', // npm
  'pypi-[\\w-]{40,250}', // PyPI
  'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}', // Shopify
  'sq0(?:atp|csp)-[\\w-]{22,43}', // Square
  'EAA[\\w-]{60,300}', // Square access token, Facebook
  'do[opr]_v1_[0-9a-f]{64}', // DigitalOcean
  'dapi[0-9a-f]{32}(?:-\\d)?', // Databricks
  'xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}', // Brevo
  'PMAK-[0-9a-f]{24}-[0-9a-f]{34}', // Postman
  'lin_api_[0-9A-Za-z]{40}', // Linear
  'shippo_(?:live|test)_[0-9a-f]{40}', // Shippo
  'ntn_[0-9A-Za-z]{40,50}', // Notion
  'hv[sb]\\.[\\w-]{24,300}', // HashiCorp Vault
  'sntry[su]_[\\w+/=-]{40,400}', // Sentry
  'pscale_(?:tkn|oauth|pw)_[\\w=.-]{32,64}', // PlanetScale
  'dckr_pat_[\\w-]{20,40}', // Docker
  'pat-(?:na|eu)\\d-[0-9a-f-]{36}', // HubSpot
  'gl(?:sa|c)_[\\w+/=]{32,400}', // Grafana
  'hf_[A-Za-z]{30,40}', // Hugging Face
  'key-[0-9a-f]{32}', // Mailgun
  '\\d{8,10}:AA[\\w-]{32,33}', // Telegram bot
  'eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,4000}\\.[\\w-]{0,1000}', // JSON Web Token
] as const
/** The text is one of these and nothing else. */
const VENDOR = new RegExp(`^(?:${VENDORS.join('|')})$`)
/** Long and without a space; whether it opens something is told by the words beside it. */
const RANDOM = /^[\w+/=-]{16,200}$/
/** The form of a UUID (RFC 9562). */
export const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
// `token` alone before a UUID names a thing's place in a list. Any other word before it,
// as in `access token` or `reset token`, may say that it opens something.
const PLAIN_TOKEN =
  /(?:^|[^\p{L}\p{N} _-] ?|(?<!\p{L})(?:the|this|that|a|my|your|our|its|with|by|for|of|and|is|no|page|next|item|list) )tokens?[^A-Za-z0-9]{0,3}$/iu
/** In characters: how far back the words are read that say what a token is. */
const LONGEST_BEFORE = 40
// What follows `-----BEGIN PRIVATE KEY-----` (RFC 7468 §2): lines of base 64.
// The bounds keep a match within ten thousand characters, which is more than any key takes.
const BLOCK =
  '(?<=KEY-----\\s{1,2}[A-Za-z+/]{0,64})[A-Za-z0-9+/=]{1,80}(?:\\s{1,2}[A-Za-z0-9+/=]{1,80}){1,120}'
/** Tells such lines from a single word. */
const IS_BLOCK = /^[A-Za-z0-9+/=]+\s[A-Za-z0-9+/=\s]*$/

/**
 * Key, token or secret that opens an account: by its vendor's prefix, or long and random beside
 * words for it. Found whole or not at all: of half a token the other half is soon guessed by
 * whoever has a log of the rest.
 */
export const accessToken: Identifier = {
  type: 'access_token',
  dataClass: 'credential',
  anchors: ['digit', 'mixed', 'word'],
  minLength: 16,
  firstGroup: [8, 9, 10],
  pattern: new RegExp(
    `${BLOCK}|(?<![\\w-])(?:${VENDORS.join('|')}|[\\w+/=-]{16,200})(?![\\w+/-])`,
    'g',
  ),
  // A UUID is 36 characters long; everything else needs no look at the words before it.
  fitsIn: (text, start, end) =>
    end - start !== 36 ||
    !UUID.test(text.slice(start, end)) ||
    !PLAIN_TOKEN.test(wordsBefore(text, start, LONGEST_BEFORE)),
  // A word of letters alone is a word of the language and no secret.
  parse(text) {
    if (VENDOR.test(text) || IS_BLOCK.test(text)) return ok(text)
    return RANDOM.test(text) && /\d/.test(text) && /[a-z]/i.test(text)
      ? ok(text)
      : fail('invalid_format')
  },
  mask: hideAll,
  // A vendor's prefix is made to be found. Anything else random may be an id of a page or of a
  // build.
  weigh: (candidate) => (VENDOR.test(candidate) || /\s/.test(candidate) ? 92 : 5),
  context: {
    words: [
      'apikey*',
      'api-key*',
      'secret*',
      'bearer',
      'token*',
      'password',
      'passwort',
      'passwd',
      'api key*',
      'auth token*',
      'access token*',
      'access key*',
      'client secret*',
      'private key*',
    ],
    within: 20,
  },
  examples: {
    valid: [
      `SK${'0123456789abcdef'.repeat(2)}`,
      `ghp_${'aB3'.repeat(12)}`,
      `AKIA${'ABCD2345'.repeat(2)}`,
      '0123456789abcdef0123456789abcdef',
    ],
    invalid: ['SK0123', 'ghp_short', 'internationalisation'],
  },
}
