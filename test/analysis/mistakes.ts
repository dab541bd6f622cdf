/** A mistake as a tired author would make it: what stood there, what stands there now. */
export interface PolicyMistake {
  readonly title: string
  readonly from: string
  /** The place that has to be pointed at stands behind the mark. */
  readonly to: string
  readonly code: string
  /** What the message has to say besides. */
  readonly says?: string
  /** Where the place is not in what was planted: what stands there. */
  readonly at?: string
}

/** Mistakes that stand together in one example policy, because none of them touches or hides another: it is linted once. */
export interface MistakenPolicy {
  readonly policy: 'bank' | 'clinic' | 'payments' | 'retailer'
  readonly mistakes: readonly PolicyMistake[]
}

/** Marks the place that has to be pointed at; no part of what is planted. */
export const MARK = '¦'

const row = (
  name: string,
  given: string,
  expect = '{ trust: claimed, shop: full, contact: accept }',
): string => `tests:\n  - name: ${name}\n    given: ${given}\n    expect: ${expect}\n`

const slip = (
  title: string,
  from: string,
  to: string,
  code: string,
  says?: string,
): PolicyMistake => ({ title, from, to, code, ...(says !== undefined && { says }) })

/** A pack of the house's own with one rule, before another one in the list. */
const before = (other: string, name: string, rule: string): string =>
  ` { pack: ${name}, ${rule} }, ${other},`

/**
 * Mistakes, each of a kind of its own. Those with which a policy still compiles stand apart from those with which it does not,
 * and what hides everything behind it stands alone.
 */
export const MISTAKEN: readonly MistakenPolicy[] = [
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'step-up that never reaches what an action asks',
        'stepUp: [login, verify_sms, verify_email]',
        '¦stepUp: [verify_email]',
        'step_up_never_enough',
        'strong',
      ),
      slip(
        'a rung that a pack takes away',
        '    fields: [cards.*.number]\n',
        '    fields: [cards.*.number]\n    ¦full: strong\n',
        'rung_removed_by_pack',
        'pci.pan.never_full',
      ),
      slip(
        'a value kept that a pack hides',
        'postal_address: keep }',
        'postal_address: keep, ¦payment_card: keep }',
        'redaction_overridden_by_pack',
        'pci.text.card',
      ),
      slip(
        'a count that a stricter one is reached before',
        'classes:\n',
        'counters: { ¦otp_failures_to_recognized: 6 }\nclasses:\n',
        'counter_never_reached',
        'otp_failures_to_claimed',
      ),
      slip(
        'a level at which nothing is shown to anybody',
        '    masked: recognized\n',
        '    ¦masked: claimed\n',
        'level_below_recognized',
        'nobody is ever given any of this',
      ),
      slip(
        'an action that somebody who is recognized alone can read of',
        '  cancel_order: { kind: cancel, write: verified, maxAge: 15m }\n',
        '  cancel_order: { kind: cancel, write: verified, maxAge: 15m, ¦read: claimed }\n',
        'level_below_recognized',
        'nobody is ever given any of this',
      ),
      slip(
        'a field written twice',
        'fields: [cards.*.last4, cards.*.brand, refunds.*]',
        'fields: [cards.*.last4, cards.*.brand, ¦cards.*.last4]',
        'word_twice',
      ),
      slip(
        'a delivery that is never given',
        'deliver_to_record: recognized # or',
        '¦deliver_to_record: { write: verified, read: verified, maxAge: 15m } # or',
        'delivery_never_given',
      ),
      slip(
        'a delivery of an action that is never given',
        'refund: { write: verified, maxAge: 15m, deliver_to_record: recognized }',
        'refund: { write: verified, maxAge: 15m, ¦deliver_to_record: { write: verified, maxAge: 15m } }',
        'delivery_never_given',
      ),
      slip(
        'a route that changes nothing',
        '  - id: general\n',
        '  - ¦{ id: odd, when: { resolution: none }, queue: front-desk }\n  - id: general\n',
        'route_redundant',
        'general',
      ),
      slip(
        'a queue misspelt',
        'queue: care\n    timeout: 10m\n    overflow: front-desk\n    priority: 2',
        'queue: care\n    timeout: 10m\n    overflow: ¦front-deks\n    priority: 2',
        'name_near_another',
        'front-desk',
      ),
      slip(
        'priorities the wrong way round',
        'priority: 5',
        '¦priority: 1',
        'priority_inverted',
        'recognized',
      ),
      slip(
        'a route that overflows into its own queue',
        'queue: privacy\n    timeout: 24h\n    overflow: front-desk',
        'queue: privacy\n    timeout: 24h\n    overflow: ¦privacy',
        'overflow_into_itself',
      ),
      slip(
        'a condition that changes nothing',
        'when: { trust: verified }',
        'when: { trust: verified, ¦resolution: unique }',
        'condition_redundant',
      ),
      slip(
        'a value allowed that nothing would hide',
        'regions: [US, DE]\n',
        'regions: [US, DE]\nallow: [¦front desk]\n',
        'allowed_never_hidden',
      ),
      slip(
        'evidence dated after its test',
        'tests:\n',
        row(
          'late',
          `{ channel: sms, address: '+14155550100', at: '2026-11-22T10:00:00Z', evidence: [{ kind: directory, at: ¦'2026-12-22T10:00:00Z', query: { address: '+14155550100' }, matches: [] }] }`,
        ),
        'test_not_read',
      ),
      slip(
        'evidence of a kind nobody knows',
        'tests:\n',
        row('kind', `{ channel: sms, address: '+14155550100', evidence: [{ kind: ¦direktory }] }`),
        'test_not_read',
        'directory',
      ),
      slip(
        'a field of evidence misspelt',
        'tests:\n',
        row(
          'field',
          `{ channel: sms, address: '+14155550100', evidence: [{ kind: directory, at: '2026-11-22T10:00:00Z', query: { address: '+14155550100' }, ¦matchs: [] }] }`,
        ),
        'test_not_read',
        'matches',
      ),
      slip(
        'a phone number that is none',
        'tests:\n',
        row('number', `{ channel: mms, address: ¦'4155550100' }`),
        'test_not_read',
      ),
      slip(
        'a test written twice',
        'tests:\n',
        `${row('one', `{ channel: sms, address: '+14155550177' }`)}  - ¦name: two\n    given: { channel: sms, address: '+14155550177' }\n    expect: { trust: claimed, shop: full, contact: accept }\n`,
        'test_twice',
        'one',
      ),
      slip(
        'two tests of one name',
        'tests:\n',
        `${row('same', `{ channel: sms, address: '+14155550177' }`)}  - ¦name: same\n    given: { channel: sms, address: '+14155550178' }\n    expect: { trust: claimed, shop: full, contact: accept }\n`,
        'test_name_twice',
      ),
      slip(
        'a value of a fact that nothing tells from another',
        'routes:\n  - id: fraud',
        'facts: { ¦tier: [gold, silver, bronze] }\nroutes:\n  - { id: best, when: { context: { tier: gold } }, queue: care, timeout: 5m, overflow: front-desk, priority: 11 }\n  - id: fraud',
        'fact_value_never_read',
        'bronze',
      ),
      slip(
        'a line of redaction that says what all others are',
        '  bot: { default: mask }\n',
        '  bot: { default: mask, ¦email: mask }\n',
        'redaction_as_default',
        'without this line it is `mask` too, as every kind without a line is',
      ),
      slip(
        'one worker who is waited for longer than the queue',
        '    timeout: 10m\n    overflow: care\n',
        '    ¦known_worker: 15m\n    timeout: 10m\n    overflow: care\n',
        'known_worker_outlasts',
        '`10m`',
      ),
      slip(
        'a promise that says the opposite of an earlier one',
        'invariants:\n',
        'invariants:\n  - always: { class: payment, at_least: full }\n  - ¦never: { class: payment, at_least: masked }\n',
        'invariants_contradict',
        'no policy can keep both',
      ),
    ],
  },
  {
    policy: 'clinic',
    mistakes: [
      {
        ...slip(
          'a step-up method that the policy refuses',
          'refuses: [segment_profile]',
          'refuses: [segment_profile, agent_attestation]',
          'step_up_refused',
          'refuses',
        ),
        at: 'agent_callback]',
      },
      {
        ...slip(
          'methods that nothing offers',
          'methods: [session, verify_check, agent_attestation]',
          'methods: [factor_challenge]',
          'step_up_never_enough',
        ),
        at: 'request_refill:',
      },
      slip(
        'an invariant under a condition that never holds',
        'invariants:\n',
        'invariants:\n  - never: { class: health, at_least: masked }\n    ¦when: { trust: strong, trust_below: verified }\n',
        'invariant_never_applies',
      ),
      slip(
        'an invariant that every policy keeps',
        'invariants:\n',
        'invariants:\n  - ¦always: { class: health, at_most: full }\n',
        'invariant_always_true',
      ),
      slip(
        'an invariant written twice',
        'invariants:\n',
        'invariants:\n  - { name: a, never: { class: numbers, at_least: accept } }\n  - ¦{ name: b, never: { class: numbers, at_least: accept } }\n',
        'invariant_twice',
      ),
      slip('a quarantine of no time', 'quarantine: 60d', '¦quarantine: 0d', 'window_of_no_time'),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'one step-up method under two of its names',
        'stepUp: [login, verify_sms, verify_email]',
        'stepUp: [login, verify_sms, verify_email, ¦session]',
        'word_twice',
        'login',
      ),
      slip(
        'one field in two classes',
        'fields: [cards.*.last4, cards.*.brand, refunds.*]',
        'fields: [cards.*.last4, cards.*.brand, refunds.*, ¦loyalty.*]',
        'field_in_two_classes',
        'account',
      ),
      slip(
        'a rung that asks no less than the next',
        '    masked: recognized\n    full: { write: verified, read: verified, maxAge: 1h }',
        '    ¦masked: verified\n    full: verified',
        'rung_never_given',
      ),
      {
        ...slip(
          'a fraud route that everybody overtakes',
          '  - id: general\n    queue: front-desk\n',
          '  - id: general\n    queue: front-desk\n    priority: 11\n',
          'priority_inverted',
        ),
        at: 'priority: 11',
      },
      {
        ...slip(
          'a route whose tasks wait for ever',
          '    queue: privacy\n    timeout: 24h\n    overflow: front-desk\n',
          '    queue: privacy\n',
          'route_may_wait_for_ever',
        ),
        at: 'id: privacy',
      },
      slip(
        'a truth value that is written as text, of a fact that no test gives',
        'routes:\n  - id: fraud',
        "routes:\n  - { id: best, when: { any: [{ context: { vip: ¦'true' } }] }, queue: care, timeout: 5m, overflow: front-desk, priority: 12 }\n  - id: fraud",
        'text_for_boolean',
        'Did you mean `true`?',
      ),
    ],
  },
  {
    policy: 'bank',
    mistakes: [
      slip(
        'an invariant on a queue that no route has',
        'invariants:\n',
        'invariants:\n  - never: { queue: ¦fruad-desk }\n    when: { trust: strong }\n',
        'unknown_queue',
        'fraud-desk',
      ),
      slip(
        'a rule that leaves something out of what it names',
        ' ffiec,',
        before(
          'ffiec',
          'house',
          'classes: { guard: { kinds: financial, ¦except: pan, rung: masked, requires: { write: verified, read: verified }, source: house } }',
        ),
        'except_of_named_kinds',
      ),
      slip(
        'one issuer twice, with a slash and without',
        '  - issuer: https://business.harbour.example\n',
        '  - issuer: ¦https://id.harbour.example/\n',
        'duplicate_name',
      ),
      slip(
        'a priority over the highest',
        '    priority: 20\n',
        '    priority: ¦200\n',
        'too_many',
        'at most `100`',
      ),
      slip(
        'a rank over the highest',
        '  dispute: { write: verified,',
        '  dispute: { write: ¦5,',
        'unknown_word',
        'allowed: `anonymous`',
      ),
      slip(
        'a field in the way of another tool',
        '    fields: [accounts.*.kind,',
        '    fields: [¦"$.accounts[*].kind",',
        'invalid_field_path',
        'did you mean `accounts.*.kind`',
      ),
      slip(
        'a field with what may stand at its end alone',
        'fields: [login.**,',
        'fields: [¦login.**.hash,',
        'invalid_field_path',
        '`**` as the last',
      ),
      slip(
        'a cap where a risk is meant',
        'risk: [coaching,',
        'risk: [¦sim_swap_unknown,',
        'unknown_risk',
        'did you mean `sim_swap`',
      ),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'a pack nobody knows',
        '[ccpa, gdpr, pci]',
        '[ccpa, ¦gdrp, pci]',
        'unknown_pack',
        'gdpr',
      ),
      slip('a field path that is none', 'orders.*.items.*', '¦orders..items', 'invalid_field_path'),
      slip(
        'a higher rung that asks less than a lower one',
        '    masked: recognized\n    full: {',
        '    masked: strong\n    ¦full: {',
        'rung_weaker_than_lower',
        'masked',
      ),
      slip('a key misspelt', 'maxAge: 24h', '¦maxage: 24h', 'unknown_key', 'maxAge'),
      slip(
        'a last route with a condition',
        '  - id: general\n',
        '  - id: general\n    when: ¦{ trust: claimed }\n',
        'last_route_conditional',
      ),
      slip(
        'an action without a level',
        'cancel_order: { kind: cancel, write: verified, maxAge: 15m }',
        '¦cancel_order: { kind: cancel, maxAge: 15m }',
        'requirement_without_level',
      ),
      slip(
        'a region that is none',
        'regions: [US, DE]',
        'regions: [¦UK, DE]',
        'unknown_region',
        'GB',
      ),
      slip(
        'a test of a class nobody knows',
        'tests:\n',
        row('class', `{ channel: sms, address: '+14155550100' }`, '{ ¦acount: full }'),
        'unknown_class_or_action',
        'account',
      ),
      slip(
        'a test of a route nobody knows',
        'tests:\n',
        row('route', `{ channel: sms, address: '+14155550100' }`, '{ route: ¦genral }'),
        'unknown_word',
        'general',
      ),
      slip(
        'a test of a queue nobody knows',
        'tests:\n',
        row('queue', `{ channel: sms, address: '+14155550100' }`, '{ queue: ¦front-dsk }'),
        'unknown_word',
        'front-desk',
      ),
      slip(
        'a test of a reason nobody knows',
        'tests:\n',
        row('reason', `{ channel: sms, address: '+14155550100' }`, '{ reason: ¦sim_swop }'),
        'unknown_word',
        'sim_swap',
      ),
      slip(
        'a test of a step-up method nobody knows',
        'tests:\n',
        row('method', `{ channel: sms, address: '+14155550100' }`, '{ step_up: [¦verify_smss] }'),
        'unknown_word',
        'verify_sms',
      ),
      slip(
        'a test that asks for a class nobody knows',
        'tests:\n',
        row('fact', `{ channel: sms, address: '+14155550100', intent: { classes: [¦acount] } }`),
        'unknown_class',
        'account',
      ),
    ],
  },
  {
    policy: 'bank',
    mistakes: [
      slip(
        'a rule that asks for nothing but a date that has passed',
        ' ffiec,',
        before(
          'ffiec',
          'house',
          'classes: { ¦guard: { kinds: financial, rung: masked, requires: { write: anonymous, read: anonymous, from: "2020-01-01T00:00:00Z" }, source: house } }',
        ),
        'pack_rule_guards_nothing',
      ),
      slip(
        'a method of its own that nothing offers',
        'stepUp: [passkey,',
        'methods:\n  ¦app: { issuer: "https://id.harbour.example", amr: [swk, pin] }\nstepUp: [passkey,',
        'method_never_offered',
      ),
      slip(
        'an issuer without https',
        '  - issuer: https://business.harbour.example\n',
        '  - ¦issuer: http://business.harbour.example\n',
        'issuer_without_https',
        'https://business',
      ),
      slip(
        'a login word in capitals',
        'amr: { pwd: verified,',
        'amr: { ¦PWD: verified,',
        'name_near_another',
        'pwd',
      ),
      slip(
        'a fact misspelt in a route',
        'context: { segment: business }',
        'context: { ¦segmnet: business }',
        'name_near_another',
        'segment',
      ),
      slip(
        'a value of a fact misspelt in a route',
        'context: { segment: business }',
        'context: { segment: ¦bussiness }',
        'name_near_another',
        'business',
      ),
      slip(
        'a notice misspelt',
        'unblock_card: { write: strong, maxAge: 5m, notify: address_on_file }',
        'unblock_card: { write: strong, maxAge: 5m, notify: ¦adress_on_file }',
        'name_near_another',
        'address_on_file',
      ),
      slip(
        'a custom channel under the name of another',
        'regions: [US, DE, FR]',
        'regions: [US, DE, FR]\nchannels: [{ ¦scheme: whatsapp, grade: 2, session: true }]',
        'channel_never_read',
        'this scheme is taken',
      ),
      slip(
        'a notice of what is never done',
        '  reset_login: { kind: change_credential, denied: true,',
        '  reset_login: { kind: change_credential, denied: true, ¦notify: old_address,',
        'notice_never_owed',
        'nobody is ever told',
      ),
    ],
  },
  {
    policy: 'bank',
    mistakes: [
      slip(
        'a rule of the house for what nothing is of',
        ' ffiec,',
        before(
          'ffiec',
          'house',
          'classes: { ¦guard: { kinds: phi, rung: masked, requires: { write: verified, read: verified }, source: house } }',
        ),
        'pack_rule_without_effect',
        'phi',
      ),
      slip(
        'a method of its own with a word that its issuer never says',
        'stepUp: [passkey,',
        'methods:\n  app: { issuer: "https://id.harbour.example", ¦amr: [swk, pni] }\nstepUp: [app, passkey,',
        'method_word_unknown',
        'id.harbour.example',
      ),
      slip(
        'a fact of another type in a route',
        'context: { segment: business }',
        'context: { segment: ¦true }',
        'fact_of_another_type',
      ),
      slip(
        'a login word misspelt',
        'amr: { pwd: verified,',
        'amr: { ¦pwdd: verified,',
        'name_near_another',
        'pwd',
      ),
      {
        ...slip(
          'an issuer none of whose words counts',
          '    acr: { "urn:harbour:sca": strong }\n',
          '',
          'issuer_never_counts',
        ),
        at: 'issuer: https://business',
      },
      slip(
        'a custom channel that would name a telephone number',
        'regions: [US, DE, FR]',
        'regions: [US, DE, FR]\nchannels: [{ scheme: kiosk }, { ¦scheme: tel }]',
        'channel_never_read',
      ),
      slip(
        'a redaction of the house for what nothing is of',
        ' gdpr,',
        before(
          'gdpr',
          'logs',
          'redact: { ¦logs: { audiences: log, kinds: phi, at_most: drop, source: house } }',
        ),
        'pack_rule_without_effect',
        'phi',
      ),
    ],
  },
  {
    policy: 'payments',
    mistakes: [
      slip(
        'a ceiling above all that is given',
        '  balance:\n',
        '  balance:\n    channels: { ¦sms: { at_most: full } }\n',
        'ceiling_without_effect',
      ),
      slip(
        'a reason to break the glass written twice',
        '[fraud_in_progress, court_order]',
        '[fraud_in_progress, ¦fraud_in_progress]',
        'word_twice',
      ),
      {
        ...slip(
          'a broken glass that shows what everybody sees',
          '    masked: { write: recognized, read: recognized }\n    full: { write: verified, read: verified, maxAge: 15m, unless: { context: { frozen: true } } }\n',
          '    full: anonymous\n',
          'break_glass_opens_nothing',
        ),
        at: 'classes: [balance]',
      },
      slip(
        'wrong codes that are forgotten at once',
        'forget: 2d',
        '¦forget: 1m',
        'counter_forgets_at_once',
      ),
      slip(
        'one question under two names',
        'stepUp: [login, verify_sms]',
        'knowledge:\n  one: { asks: [booking_reference, surname] }\n  ¦two: { asks: [surname, booking_reference] }\nstepUp: [login, verify_sms, one, two]',
        'knowledge_twice',
        'one',
      ),
      slip(
        'a number of the business as it is dialled at home',
        '{ id: young, when: { to: "+447700900*" }',
        '{ id: young, when: { ¦to: "07700900*" }',
        'address_never_written',
        '`+` and the country code',
      ),
      slip(
        'a number of a country that begins with 0',
        'open_pot: { write: verified, when: { to: "+447700900*" } }',
        'open_pot: { write: verified, when: { to: [¦"+0447700900*"] } }',
        'address_never_written',
      ),
    ],
  },
  {
    policy: 'payments',
    mistakes: [
      slip(
        'a ceiling below all that is given',
        '  balance:\n',
        '  balance:\n    channels: { ¦sms: { at_most: confirm } }\n',
        'ceiling_gives_nothing',
        'none',
      ),
      slip(
        'a number of North America with a digit too few',
        '{ id: young, when: { to: "+447700900*" }',
        '{ id: young, when: { ¦to: "+1415555010" }',
        'address_of_no_length',
        'ten digits stand behind `+1`',
      ),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      {
        ...slip(
          'a class without fields',
          '    fields: [orders.*, orders.*.items.*, loyalty.*]\n',
          '',
          'class_without_fields',
        ),
        at: 'account:\n    masked',
      },
      slip(
        'a parameter that stands nowhere',
        'stepUp: [login, verify_sms, verify_email]',
        'parameters: { ¦code_age: { at_least: 5m, at_most: 15m, default: 10m } }\nstepUp: [login, verify_sms, verify_email]',
        'parameter_never_used',
        'parameter: …',
      ),
      slip(
        'a threshold that divides nothing',
        'routes:\n  - id: fraud',
        'facts: { ¦open: { upTo: [5, 50] } }\nroutes:\n  - { id: many, when: { context: { open: { above: 5 } } }, queue: care, timeout: 5m, overflow: front-desk, priority: 11 }\n  - id: fraud',
        'fact_value_never_read',
        '50',
      ),
    ],
  },
  {
    policy: 'clinic',
    mistakes: [
      slip(
        'a kind of data nobody knows',
        'kind: financial',
        'kind: ¦finacial',
        'unknown_kind',
        'financial',
      ),
      slip('a risk misspelt', 'risk: [sim_swap,', 'risk: [¦simswop,', 'unknown_risk', 'sim_swap'),
      slip(
        'an intent nobody knows',
        'intent: record_copy }',
        'intent: ¦recrod_copy }',
        'unknown_class_or_action',
        'record_copy',
      ),
      slip(
        'a method misspelt',
        'methods: [session, verify_check, agent_attestation]',
        'methods: [session, ¦verifi_check, agent_attestation]',
        'unknown_method',
        'verify_check',
      ),
      slip(
        'an identifier misspelt',
        'us_ssn: drop',
        '¦us_sns: drop',
        'unknown_identifier',
        'us_ssn',
      ),
      slip(
        'a redaction misspelt',
        'agent: { default: mask',
        'agent: { default: ¦masked',
        'unknown_word',
        'mask',
      ),
      slip(
        'a time without its zone in a test',
        'given: { channel: sms, address: "+14155550111" }',
        'given: { channel: sms, address: "+14155550111", at: ¦"2026-11-22T10:00:00" }',
        'invalid_time',
        'such as `2026-11-22T10:00:00Z`',
      ),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'a level misspelt',
        'masked: recognized',
        'masked: ¦recognised',
        'unknown_word',
        'recognized',
      ),
      slip('a duration in words', 'maxAge: 24h', 'maxAge: ¦1 day', 'invalid_duration', '1d'),
      slip(
        'a region in small letters',
        'regions: [US, DE]',
        'regions: [¦us, DE]',
        'unknown_region',
        'US',
      ),
      slip(
        'a name with a capital',
        '  cancel_order: {',
        '  ¦Cancel-parcel: { write: verified }\n  cancel_order: {',
        'invalid_name',
        'did you mean `cancel_parcel`',
      ),
      slip(
        'a duration without a unit',
        '{ write: verified, maxAge: 15m, deliver',
        '{ write: verified, maxAge: ¦24, deliver',
        'invalid_duration',
        '24h',
      ),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'a route behind one that takes all of it',
        '  - id: recognized\n    when: { trust: recognized }',
        '  - ¦id: recognized\n    when: { trust: strong }',
        'route_never_matches',
        'returning',
      ),
      slip(
        'a route that contradicts itself',
        'when: { intent: [data_copy, data_deletion] }',
        'when: ¦{ trust: recognized, resolution: ambiguous }',
        'route_never_matches',
      ),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'a tab',
        '    masked: recognized\n    full:',
        '    masked: recognized\n¦\tfull:',
        'tab_in_indentation',
      ),
      slip(
        'a key written twice',
        'regions: [US, DE]\n',
        'regions: [US, DE]\n¦regions: [US]\n',
        'duplicate_key',
      ),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'a missing brace',
        'confirm: recognized\n    full: { write: verified, read: verified, maxAge: 24h }',
        'confirm: recognized\n    full: ¦{ write: verified, read: verified, maxAge: 24h',
        'bracket_not_closed',
      ),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'a missing bracket',
        'stepUp: [login, verify_sms, verify_email]',
        'stepUp: ¦[login, verify_sms, verify_email',
        'bracket_not_closed',
      ),
    ],
  },
  {
    policy: 'retailer',
    mistakes: [
      slip(
        'a quote that is not closed',
        'description: Orders',
        'description: ¦"Orders',
        'quote_not_closed',
      ),
    ],
  },
  {
    policy: 'payments',
    mistakes: [
      slip(
        'a currency that is none',
        'upTo: [50, 500], currency: EUR',
        'upTo: [50, 500], currency: ¦EURO',
        'invalid_format',
        'such as `EUR`',
      ),
      slip(
        'a comma for a decimal point',
        'upTo: [50, 500]',
        'upTo: [¦"50,00", 500]',
        'invalid_format',
        'with a point before decimals',
      ),
      slip(
        'a step-up method by its last part',
        'stepUp: [login, verify_sms]',
        'stepUp: [login, ¦sms]',
        'unknown_step_up_method',
        'did you mean `verify_sms`',
      ),
    ],
  },
]
