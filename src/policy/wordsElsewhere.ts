/**
 * Our words, and what other products and people call the same. A word that stands under several is
 * each of them in its own place: `full` is a rung and `keep` an audience's, and both are `show`
 * elsewhere. Only what letters alone do not tell stands here, or tell wrongly, as `otp` is near
 * `totp`. Case and separators do not count.
 */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  // Keys.
  policy: 'name|id',
  id: 'name|route',
  name: 'title|test|it',
  classes: 'data|data classes|data types|rules|resources|categories',
  fields: 'columns|attributes|properties|paths',
  kind: 'type|category|classification|sensitivity|label',
  masked: 'partial|redacted|obfuscated|hidden',
  full: 'show|allow|reveal|clear|plain|visible|view',
  maxAge:
    'ttl|expiry|expires|expires in|expires after|valid for|validity|lifetime|max auth age|age',
  write: 'trust|level|requires|require|min trust|auth level|assurance|acr',
  categories: 'factors|mfa|two factor|2fa',
  forbid_phishable_only: 'phishing resistant',
  stepUp: 'challenge|challenges|mfa methods|authentication|authenticators|verification',
  routes: 'routing|queues|targets|workflow',
  queue: 'task queue|target|destination|assign to|team',
  when: 'if|condition|conditions|match|filter|where',
  unless: 'if not|except',
  redact: 'masking|dlp|anonymize|pii',
  address: 'from|sender|phone|number',
  to: 'recipient',
  given: 'input|setup|request|engagement|when|if',
  expect: 'should|then|output|assert|assertions|result',
  tests: 'examples|cases|scenarios',
  invariants: 'assertions|properties|never|always|laws',
  // Levels, rungs, answers and what redaction does.
  anonymous: 'guest|unauthenticated|public',
  claimed: 'unverified|self asserted|ial1|aal0',
  recognized: 'known|identified|matched|medium',
  verified: 'authenticated|confirmed|logged in|signed in|high|aal1|ial2',
  strong: 'mfa|2fa|highest|aal2|aal3',
  allow: 'permit|permitted|grant|granted|approve|approved|yes',
  deny: 'denied|block|blocked|refuse|refused|reject|no',
  none: 'withhold|withheld|hidden|nothing|deny',
  drop: 'redact|redacted|remove|hide|delete|block|suppress|none|true',
  keep: 'show|full|allow|clear|plain|ignore|false',
  token: 'tokenize|tokenise|pseudonymize|pseudonymise|encrypt',
  default: 'all|*|any|everything|rest|others',
  // Who sees texts.
  bot: 'llm|ai|assistant|model|virtual agent',
  agent: 'staff|worker|human',
  // Packs and kinds.
  hipaa: 'hitech',
  gdpr: 'dsgvo|rgpd|uk gdpr|dpa',
  pci: 'pci dss',
  ccpa: 'cpra',
  ffiec: 'glba|gramm leach bliley',
  psd2: 'sca',
  phi: 'health|medical|ephi|patient|clinical',
  contact: 'pii|personal|profile|customer',
  pan: 'card|card number|payment card|credit card',
  special: 'sensitive|special category|article 9',
  financial: 'bank|banking|payment|balance',
  government_id: 'ssn|passport|national id|tax id',
  credential: 'password|secret',
  // Ways to step up.
  verify_sms: 'otp|sms otp|otp sms|sms code|code|one time code|one time password|verify',
  verify_email: 'magic link|email otp|otp email|email code|email link',
  verify_call: 'voice|voice otp|phone call',
  agent_callback: 'call back',
  login: 'sso|oidc|oauth|oauth2|saml|password|openid',
  passkey: 'webauthn|fido|fido2|biometric|face id|touch id|security key',
  push: 'push notification|duo|authenticator push',
  totp: 'authenticator|authenticator app|google authenticator',
  // Identifiers, where our words for a kind of data mean it as well.
  payment_card: 'pan|primary account number',
}

const lettersOf = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9*]/g, '')

const OURS: ReadonlyMap<string, readonly string[]> = Object.entries(ELSEWHERE)
  .flatMap(([ours, said]) => said.split('|').map((word) => [lettersOf(word), ours] as const))
  .reduce(
    (all, [word, ours]) => all.set(word, [...(all.get(word) ?? []), ours]),
    new Map<string, readonly string[]>(),
  )

/**
 * Finds the word of ours that other products call otherwise, where it may stand: `ttl` -> `maxAge`.
 * Case and separators do not count. `undefined` where none is known.
 */
export const calledElsewhere = (word: string, allowed: readonly string[]): string | undefined =>
  OURS.get(lettersOf(word))?.find((ours) => allowed.includes(ours))
