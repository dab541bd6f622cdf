import { describe, expect, test } from 'vitest'
import type { Issue } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'

const SOUND = `policy: corner-shop
version: 3
packs: [gdpr, pci]
classes:
  contact:
    fields: [name, address.*]
    confirm: { write: recognized, read: recognized }
    full: { write: verified, read: verified, maxAge: 24h }
  account:
    fields: [orders.*]
    masked: recognized
    full: { write: verified, read: verified, maxAge: 1h }
actions:
  change_address: { write: strong, maxAge: 5m, notify: old_address }
stepUp: [login, verify_sms]
routes:
  - { id: fraud, when: { risk: sim_swap }, queue: fraud-desk, priority: 10 }
  - { id: care, when: { trust: verified, channel: [sms, whatsapp] }, queue: care }
  - { id: general, queue: front-desk }
redact:
  agent: { payment_card: mask, email: mask }
  log: { default: drop }
tests:
  - name: a stranger is shown nothing
    given: { channel: sms, address: '+14155550100' }
    expect: { trust: claimed, route: general }
invariants:
  - never: { class: account, at_least: masked }
    when: { trust_below: recognized }
`

/** What to change in the sound document, and the lines an author is to see. */
const BROKEN: readonly (readonly [title: string, from: string, to: string, ...lines: string[]])[] =
  [
    [
      'a misspelt level',
      'full: { write: verified, read: verified, maxAge: 24h }',
      'full: { write: verifed, read: verified }',
      '8:20 unknown_word /classes/contact/full/write `verifed`, did you mean `verified`',
    ],
    [
      'a misspelt key',
      'fields: [name',
      'feilds: [name',
      '6:5 unknown_key /classes/contact/feilds `feilds`, did you mean `fields`',
    ],
    [
      'a key in the other casing',
      'maxAge: 5m',
      'max_age: 5m',
      '14:36 unknown_key /actions/change_address/max_age `max_age`, did you mean `maxAge`',
    ],
    [
      'a pack nobody knows',
      '[gdpr, pci]',
      '[gdrp, pci]',
      '3:9 unknown_pack /packs/0 `gdrp`, did you mean `gdpr`',
    ],
    [
      'a step-up method nobody knows',
      'verify_sms]',
      'verify_smss]',
      '15:17 unknown_step_up_method /stepUp/1 `verify_smss`, did you mean `verify_sms`',
    ],
    [
      'a channel nobody knows',
      '[sms, whatsapp]',
      '[sms, whatsap]',
      '18:57 unknown_channel /routes/1/when/channel/1 `whatsap`, did you mean `whatsapp`',
    ],
    [
      'a risk nobody knows',
      'risk: sim_swap',
      'risk: simswop',
      '17:32 unknown_risk /routes/0/when/risk `simswop`, did you mean `sim_swap`',
    ],
    [
      'an identifier nobody knows',
      'payment_card: mask',
      'payment_cart: mask',
      '21:12 unknown_identifier /redact/agent/payment_cart `payment_cart`, did you mean `payment_card`',
    ],
    [
      'an audience nobody knows',
      '  log: {',
      '  logs: {',
      '22:3 unknown_key /redact/logs `logs`, did you mean `log`',
    ],
    [
      'a redaction nobody knows',
      'email: mask',
      'email: masked',
      '21:39 unknown_word /redact/agent/email `masked`, did you mean `mask`',
    ],
    [
      'a duration without a unit',
      'maxAge: 1h',
      'maxAge: 60',
      '12:54 invalid_duration /classes/account/full/maxAge `60`, write a duration such as `90s`, `15m`, `24h` or `30d`',
    ],
    [
      'a duration of no time',
      'maxAge: 1h',
      'maxAge: 0h',
      '12:46 requirement_impossible /classes/account/full/maxAge',
    ],
    [
      'a higher rung that asks less',
      'masked: recognized',
      'masked: strong',
      '12:5 rung_weaker_than_lower /classes/account/full `full`, by `masked`',
    ],
    [
      'a rung that asks nothing of anyone',
      'full: { write: verified, read: verified, maxAge: 1h }',
      'full: { maxAge: 1h }',
      '12:5 requirement_without_level /classes/account/full, allowed: `write`, `read`',
    ],
    [
      'a proof asked of someone who needs none',
      'masked: recognized',
      'masked: { write: claimed, read: claimed, methods: [session] }',
      '11:5 requirement_conflict /classes/account/masked, allowed: `write: recognized`, `write: verified`',
      '12:5 rung_weaker_than_lower /classes/account/full `full`, by `masked`',
    ],
    [
      'a last route with a condition',
      'id: general, queue',
      'id: general, when: { trust: claimed }, queue',
      '19:26 last_route_conditional /routes/2/when `general`',
    ],
    [
      'a route behind one that takes everything',
      'when: { trust: verified, channel: [sms, whatsapp] }, ',
      '',
      '19:5 route_never_matches /routes/2 `general`, by `care`',
    ],
    [
      'a route that contradicts itself',
      'trust: verified, channel',
      'trust: verified, trust_below: recognized, channel',
      '18:23 route_never_matches /routes/1/when `care`, by `trust with trust_below`',
    ],
    [
      'a route for a known person without a record',
      'trust: verified, channel',
      'trust: verified, resolution: ambiguous, channel',
      '18:23 route_never_matches /routes/1/when `care`, by `trust with resolution`',
    ],
    [
      'a method whose evidence is refused',
      'maxAge: 5m, notify: old_address }\n',
      'maxAge: 5m, methods: [session] }\nrefuses: [session]\n',
      '14:48 requirement_impossible /actions/change_address/methods',
    ],
    [
      'an action that nobody may have done',
      'change_address: { write: strong, maxAge: 5m, notify: old_address }',
      'change_address: never',
      '14:19 unknown_word /actions/change_address `never`, write `denied: true`, alone or beside a level',
    ],
    [
      'a level of an action that nobody has',
      'write: strong, maxAge',
      'write: nobody, maxAge',
      '14:28 unknown_word /actions/change_address/write `nobody`, write `denied: true`, alone or beside a level',
    ],
    [
      'a rung that nobody is given',
      'masked: recognized',
      'masked: never',
      '11:13 unknown_word /classes/account/masked `never`, write nothing: a rung without a line is never given',
    ],
    [
      'a star that is not at the end of an address',
      'trust: verified, channel: [sms, whatsapp]',
      "trust: verified, to: ['+44*', '+4*4']",
      '18:55 invalid_format /routes/1/when/to/1 `+4*4`, write one `*`, and it at the end, such as `+44*`',
    ],
    [
      'a truth value that is written as text',
      'classes:\n  contact:',
      "facts: { vip: boolean }\nclasses:\n  gift: { fields: [gift], full: { write: verified, when: { context: { vip: 'true' } } } }\n  contact:",
      '6:76 unknown_fact_value /classes/gift/full/when/context/vip `"true"`, did you mean `true`',
    ],
    [
      'what an audience is shown, said as a rung',
      'never: { class: account, at_least: masked }',
      'never: { class: account, at_least: masked, audience: agent }',
      '28:5 missing /invariants/0/never/shown, write `shown` with `keep`, `mask` or `drop` for what the audience sees, or leave `audience` out for what is disclosed',
    ],
    [
      'a route for a class nobody knows',
      'when: { risk: sim_swap }, queue: fraud-desk, priority: 10 }',
      'when: { discloses: { secret: full } }, queue: fraud-desk }',
      '17:39 unknown_class /routes/0/when/discloses/secret `secret`, allowed: `contact`, `account`',
    ],
    [
      'a route that looks at what is claimed',
      'trust: verified, channel',
      'claims: gold, channel',
      '18:25 claim_in_condition /routes/1/when/claims `claims`',
    ],
    [
      'a fact that is a claim by its name',
      'trust: verified, channel',
      'context: { claimed.tier: gold }, channel',
      '18:36 claim_in_condition /routes/1/when/context/claimed.tier `claimed.tier`',
    ],
    [
      'a queue filled in from a claim',
      'queue: care',
      "queue: '{{claimed.queue}}'",
      '18:77 claim_in_route /routes/1/queue `{{claimed.queue}}`',
    ],
    ['a route without a queue', ', queue: front-desk', '', '19:5 missing /routes/2/queue'],
    [
      'a test of a class nobody knows',
      'route: general }',
      'acount: masked }',
      '26:31 unknown_class_or_action /tests/0/expect/acount `acount`, did you mean `account`',
    ],
    [
      'a test on a channel nobody knows',
      'given: { channel: sms',
      'given: { channel: pigeon',
      '25:23 unknown_channel /tests/0/given/channel `pigeon`',
    ],
    [
      'an invariant on a class nobody knows',
      'class: account',
      'class: acount',
      '28:21 unknown_class /invariants/0/never/class `acount`, did you mean `account`',
    ],
    [
      'an invariant that says nothing',
      'never: { class: account, at_least: masked }',
      'name: empty',
      '28:5 never_or_always /invariants/0, allowed: `never`, `always`',
    ],
    [
      'a field path that is none',
      'orders.*',
      'orders..id',
      '10:14 invalid_field_path /classes/account/fields/0 `orders..id`',
    ],
    [
      'a class and an action of one name',
      'change_address: {',
      'account: {',
      '14:3 duplicate_name /actions/account `account`',
    ],
    [
      'a name that is no name',
      '  account:\n',
      '  Account-1:\n',
      '9:3 invalid_name /classes/Account-1 `Account-1`, did you mean `account_1`',
    ],
    [
      'a key that ends too early',
      'queue: front-desk',
      'que: front-desk',
      '19:20 unknown_key /routes/2/que `que`, did you mean `queue`',
    ],
    [
      'a kind of evidence whose key is misspelt',
      "address: '+14155550100' }",
      "address: '+14155550100', evidence: [{ knid: directory }] }",
      '25:66 unknown_key /tests/0/given/evidence/0/knid `knid`, did you mean `kind`',
    ],
    [
      'two routes of one name',
      'id: care, when',
      'id: general, when',
      '19:11 duplicate_name /routes/2/id `general`',
    ],
    [
      'a rung of an invariant that is none',
      'at_least: masked',
      'at_least: maskd',
      '28:40 unknown_word /invariants/0/never/at_least `maskd`, did you mean `masked`',
    ],
    [
      'a number where text belongs',
      "address: '+14155550100'",
      'address: 4155550100',
      '25:37 wrong_type /tests/0/given/address, write it in quotes, as text',
    ],
    [
      'a number in quotes',
      'version: 3',
      "version: '3'",
      '2:10 wrong_type /version, write the number without quotes',
    ],
    [
      'a merge that nobody settled',
      'version: 3',
      '<<<<<<< HEAD\nversion: 3\n=======\nversion: 4\n>>>>>>> other',
      '2:1 merge_conflict',
    ],
    [
      'a quote that is closed many lines later',
      'policy: corner-shop',
      "policy: 'corner-shop",
      '1:9 quote_not_closed',
    ],
    ['a version that is no number', 'version: 3', 'version: three', '2:10 wrong_type /version'],
    ['a key given twice', 'version: 3', 'version: 3\nversion: 4', '3:1 duplicate_key `version`'],
    [
      'a date as people write it',
      'id: fraud,',
      'id: fraud, from: 31.12.2026,',
      '17:24 invalid_format /routes/0/from `31.12.2026`, write a date such as `2026-12-01` or `2026-12-01T09:00:00+01:00`',
    ],
    [
      'a colon without a space in braces',
      'priority: 10',
      'priority:10',
      '17:63 missing_space /routes/0/priority:10 `priority:10`',
    ],
    [
      'a colon without a space after a key that has to be there',
      'queue: care }',
      'queue:care }',
      '18:70 missing_space /routes/1/queue:care `queue:care`',
    ],
    [
      'a dash without a space',
      '  - { id: general',
      '  -{ id: general',
      '19:3 missing_space_after_dash',
    ],
    [
      'a space of a web page before a dash',
      '  - { id: general',
      '\u00a0\u00a0- { id: general',
      '19:1 strange_space',
    ],
    [
      'an identifier under another name',
      'default: drop',
      'credit_card: drop, dob: drop, cvv: drop',
      '22:10 unknown_identifier /redact/log/credit_card `credit_card`, did you mean `payment_card`',
      '22:29 unknown_identifier /redact/log/dob `dob`, did you mean `date_of_birth`',
      '22:40 unknown_identifier /redact/log/cvv `cvv`, did you mean `card_code`',
    ],
    [
      'a class that begins too far to the left',
      '  account:\n    fields: [orders.*]\n    masked: recognized\n    full: { write: verified, read: verified, maxAge: 1h }',
      'account:\n  fields: [orders.*]\n  masked: recognized\n  full: { write: verified, read: verified, maxAge: 1h }',
      '9:1 unknown_key /account `account`, write it with spaces before it, below `classes`',
    ],
    [
      'an identifier that each country has of its own',
      'default: drop',
      'tax_id: drop, dni: drop',
      '22:10 unknown_identifier /redact/log/tax_id `tax_id`, write `us_itin` or `us_ein` or `de_steuer_id`',
      '22:24 unknown_identifier /redact/log/dni `dni`, write `ar_dni` or `es_dni`',
    ],
    [
      'an item of routes that begins one space too far to the left',
      '  - { id: general',
      ' - { id: general',
      '19:1 bad_indentation',
    ],
    [
      'a key that a template was to fill',
      'version: 3',
      'version: 3\n{{ name }}: 1',
      '3:1 invalid_name',
    ],
    [
      'an invariant that is only a sentence',
      '- never: { class: account, at_least: masked }\n    when: { trust_below: recognized }',
      '- a stranger is told nothing',
      '28:5 wrong_type /invariants/0',
    ],
    ['an anchor', 'version: 3', 'version: &v 3', '2:10 anchor_not_allowed'],
    ['a tag', 'version: 3', 'version: !!int 3', '2:10 tag_not_allowed'],
    [
      'an unclosed bracket',
      'stepUp: [login, verify_sms]',
      'stepUp: [login, verify_sms',
      '15:9 bracket_not_closed',
    ],
  ]

const IN_ONE_GO = [
  'a pack nobody knows',
  'a misspelt key',
  'a key in the other casing',
  'a step-up method nobody knows',
  'a risk nobody knows',
  'a channel nobody knows',
  'a route without a queue',
  'an identifier nobody knows',
  'an audience nobody knows',
  'a test of a class nobody knows',
]

const print = (issue: Issue): string =>
  [
    `${issue.line}:${issue.column} ${issue.code}`,
    issue.path === '' ? '' : ` ${issue.path}`,
    issue.word === undefined ? '' : ` \`${issue.word}\``,
    issue.suggestion === undefined ? '' : `, did you mean \`${issue.suggestion}\``,
    issue.suggestion === undefined && (issue.allowed?.length ?? 9) < 4
      ? `, allowed: ${issue.allowed?.map((word) => `\`${word}\``).join(', ')}`
      : '',
    issue.by === undefined ? '' : `, by \`${issue.by}\``,
    issue.suggestion === undefined &&
    /such|quotes|denied|shown|never given|spaces|` or `/.test(issue.form ?? '')
      ? `, write ${issue.form}`
      : '',
  ].join('')

const linesOf = (text: string): readonly string[] => {
  const compiled = compilePolicy(text)
  return compiled.ok ? [] : compiled.issues.map(print)
}

describe('a broken document is refused at the place where it is broken', () => {
  test('the sound one is not', () => {
    expect(linesOf(SOUND)).toEqual([])
  })

  test.each(BROKEN)('%s', (_, from, to, ...lines) => {
    expect(SOUND).toContain(from)
    expect(linesOf(SOUND.replace(from, to))).toEqual(lines)
  })

  test.each([
    ['', '1:1 empty_policy'],
    ['# nothing yet\n', '1:1 empty_policy'],
    ['- policy: a\n- version: 1\n', '1:1 wrong_type'],
    ['policy', '1:1 wrong_type'],
  ])('what is no policy at all is told once: %j', (text, line) => {
    expect(linesOf(text)).toEqual([line])
  })

  test('a route that waits for a rung that no class gives never matches', () => {
    const text = SOUND.replace(/ {4}full: .*1h }\n/, '').replace(
      'risk: sim_swap',
      'discloses: { account: full }',
    )
    expect(linesOf(text)).toEqual([
      '16:24 route_never_matches /routes/0/when `fraud`, by `discloses`',
    ])
  })

  test('all that is wrong is said in one go, in the order in which it stands', () => {
    const apart = BROKEN.filter(([, from]) => BROKEN.filter((row) => row[1] === from).length === 1)
    const mistakes = apart.filter(([title]) => IN_ONE_GO.includes(title))
    const text = mistakes.reduce((broken, [, from, to]) => broken.replace(from, to), SOUND)
    const said = linesOf(text)
    expect(said.length).toBe(IN_ONE_GO.length)
    expect(said.map((line) => line.split(' ')[1])).toEqual(
      mistakes
        .flatMap(([, , , ...lines]) => lines)
        .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
        .map((line) => line.split(' ')[1]),
    )
  })
})
