import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

// A name and a password before the host; a webhook of a chat service, which takes messages of
// anyone who knows it; or a parameter that is called a secret, with at least four characters behind
// it.
const SECRET =
  /^[a-z][a-z0-9+.-]{1,11}:\/\/(?:[^\s/?#@]{0,256}:[^\s/?#@]{1,256}@|(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|[a-z0-9-]{1,63}\.webhook\.office\.com)\/[^\s]{8}|[^\s]{1,2000}[?&#](?:[\w.-]{0,32}(?:token|secret|signature|password|passwd|credential|api[_-]?key)|auth|key|sig|pwd|code|session|sid|jwt|otp|reset)=[^\s&#]{4})/i

/**
 * Web address that carries a password, key, signature or one-time code, or takes messages of
 * anyone: whoever has it is let in.
 */
export const urlSecret: Identifier = {
  type: 'url_secret',
  dataClass: 'credential',
  anchors: ['link'],
  next: ':',
  pattern: /(?<![A-Za-z@_-])[a-z][a-z0-9+.-]{1,11}:\/\/[^\s<>"'`]{2,2048}/gi,
  parse: (text) => (SECRET.test(text) ? ok(text) : fail('invalid_format')),
  // Whoever has half of it can see where the other half is asked for.
  mask: hideAll,
  // The name of the parameter leaves no doubt.
  weigh: () => 95,
  examples: {
    valid: [
      'https://ada:hunter22@example.com/',
      'https://example.com/reset?token=abcdef123456',
      'https://example.com/a?x=1&sig=abcd1234',
      'https://example.com/in?id_token=abcd1234',
      'redis://:hunter22@example.com/',
      'https://hooks.slack.com/services/T0AB/B0CD',
    ],
    invalid: ['https://example.com/a?x=1', 'https://example.com/token/abc', 'token=abcdef'],
  },
}
