import fc from 'fast-check'
import { AUDIENCES, GIVEN_RUNGS, LEVELS, REDACTION_ACTIONS } from '../../src/model/index.js'
import type { PolicyDocument } from '../../src/policy/index.js'

/**
 * Something a brand says over its base: most of it is stricter here, and some looser, which must not compile.
 */
export type Overlay = (base: PolicyDocument) => object

const anyLevel = fc.constantFrom(...LEVELS)
const anyAge = fc.constantFrom('5m', '15m', '1h', '24h')
const anyAction = fc.constantFrom(...REDACTION_ACTIONS)
const anyRung = fc.constantFrom(...GIVEN_RUNGS, 'deliver_to_record')

const anyRequirement = fc.oneof(
  anyLevel,
  fc.constant('never'),
  fc.record(
    {
      write: anyLevel,
      read: anyLevel,
      maxAge: anyAge,
      purpose: fc.boolean(),
      methods: fc.subarray(['session', 'verify_check', 'passkeys'], { minLength: 1 }),
      categories: fc.constantFrom(1, 2),
      forbid_phishable_only: fc.boolean(),
      channels: fc.subarray(['sms', 'whatsapp', 'email'], { minLength: 1 }),
    },
    { requiredKeys: [] },
  ),
)

const anyClass = fc.record(
  {
    full: anyRequirement,
    masked: anyRequirement,
    deliver_to_record: anyRequirement,
    fields: fc.subarray(['name', 'orders.*', 'more', 'cards.**']),
    agent: fc.constantFrom('senior', 'other'),
    kind: fc.constantFrom('pan', 'phi', 'contact'),
    channels: fc.constant({ sms: { at_most: 'confirm' } }),
  },
  { requiredKeys: [] },
)

/** Anything that a brand may try. */
export const anyOverlay: fc.Arbitrary<Overlay> = fc.oneof(
  fc.tuple(anyRung, anyRequirement).map(
    ([name, word]): Overlay =>
      () => ({ classes: { alpha: { [name]: word } } }),
  ),
  anyClass.map(
    (one): Overlay =>
      () => ({ classes: { alpha: one } }),
  ),
  fc.tuple(fc.nat(3), anyRung).map(
    ([at, name]): Overlay =>
      (base) => {
        const names = Object.keys(base.classes)
        return { classes: { [names[at % names.length] ?? 'alpha']: { [name]: 'never' } } }
      },
  ),
  anyClass.map(
    (one): Overlay =>
      () => ({ classes: { more: { ...one, full: 'strong' } } }),
  ),
  fc
    .record(
      {
        write: anyLevel,
        maxAge: anyAge,
        purpose: fc.boolean(),
        notify: fc.constantFrom('app', 'sms'),
        denied: fc.boolean(),
        deliver_to_record: anyRequirement,
      },
      { requiredKeys: [] },
    )
    .map(
      (one): Overlay =>
        () => ({ actions: { open_it: one } }),
    ),
  fc.record({ denied: fc.boolean(), write: anyLevel }).map(
    (one): Overlay =>
      () => ({ actions: { more: one } }),
  ),
  fc
    .tuple(
      fc.constantFrom(...AUDIENCES),
      fc.constantFrom('default', 'email', 'iban', 'alpha', 'club_no'),
      anyAction,
    )
    .map(
      ([audience, name, action]): Overlay =>
        () => ({ redact: { [audience]: { [name]: action } } }),
    ),
  fc
    .record(
      { sim_swap_unknown: anyLevel, non_fixed_voip: anyLevel, reassignment_confirmed: anyAge },
      { requiredKeys: [] },
    )
    .map(
      (risk): Overlay =>
        () => ({ risk }),
    ),
  fc.constantFrom<Overlay>(
    () => ({ packs: ['pci', 'gdpr'] }),
    () => ({ issuers: [{ issuer: 'https://b.example', acr: { 'urn:b': 2 } }] }),
    () => ({ issuers: [{ issuer: 'https://b.example', acr: { 'urn:b': 4 } }] }),
    () => ({ issuers: [{ issuer: 'https://c.example', acr: { 'urn:c': 4 } }] }),
    () => ({ channels: [{ scheme: 'kiosk', session: false }] }),
    () => ({ channels: [{ scheme: 'kiosk', grade: 2 }] }),
    () => ({ channels: [{ scheme: 'booth', grade: 1 }] }),
    () => ({ allow: ['+14155550132'] }),
    () => ({ regions: ['FR'] }),
    () => ({ identifiers: { ticket: { pattern: 'TK\\d{5}' } } }),
    () => ({ routes: [{ id: 'last', skills: ['senior'] }] }),
    () => ({ routes: [{ id: 'last', queue: 'elsewhere' }] }),
    () => ({ routes: [{ id: 'new', when: { trust: 'verified' }, queue: 'elsewhere' }] }),
    () => ({ facts: { segment: ['business', 'private'] } }),
  ),
)
