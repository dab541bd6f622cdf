import {
  breakGlassSettings,
  CHANNEL_NAMES,
  conditionAtoms,
  counterSettings,
  isOfRequest,
  isOpposable,
  requirementParts,
  stepUpMethods,
} from '../../src/decide/index.js'
import {
  type ConditionWord,
  type FactWord,
  type FormName,
  type Forms,
  RELATIONS,
  RESOLUTIONS,
  type RequestWord,
  type SettingForm,
  type WordList,
} from '../../src/model/index.js'
import {
  type PolicyDocument,
  type RequirementDocument,
  RISK_NAMES,
  type RiskDocument,
} from '../../src/policy/index.js'
import { riskSettings } from '../../src/trust/index.js'
import type { Choose } from '../trust/evidenceWorld.js'

/** Takes one of a list. */
export function pick<Item>(choose: Choose, list: readonly Item[]): Item {
  const item = list[choose(list.length)]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}

/** Takes some of a list, at least so many. */
export function some<Item>(choose: Choose, list: readonly Item[], least = 1): readonly Item[] {
  const taken = list.filter(() => choose(3) === 0)
  return taken.length >= least ? taken : list.slice(0, least)
}

/** Makes something in one of so many cases, else nothing. */
export const maybe = <Part extends object>(
  choose: Choose,
  oneIn: number,
  make: () => Part,
): Part | object => (choose(oneIn) === 0 ? make() : {})

export const CLASS_NAMES = ['account', 'money', 'secret', 'notes'] as const
export const ACTION_NAMES = ['pay', 'block', 'call'] as const
export const ROLES = ['nurse', 'billing', 'lead'] as const
/** Reasons for which the glass may be broken. */
export const EMERGENCIES = ['emergency', 'complaint'] as const
/** Addresses of the business, and patterns of them. */
const ADDRESSES = ['+18005550199', '+1800*', 'whatsapp:+18005550199', 'care@example.com'] as const
export const LEVELS = ['claimed', 'recognized', 'verified', 'strong'] as const
const METHODS = [
  'session',
  'verify_check',
  'factor_challenge',
  'account_link',
  'agent_attestation',
  'knowledge_check',
  'sms',
  'passkeys',
  'email',
  'call',
  'callback',
  'sna',
] as const
export const RISKS = [
  'sim_swap',
  'reassigned',
  'non_fixed_voip',
  'line_inactive',
  'call_forwarding',
  'dmarc_fail',
  'unlinked',
  'agent_flag',
  'agent_lowered',
  'otp_failures',
  'fraud',
  'session_revoked',
  'account_disabled',
  'credential_change',
  'ambiguous',
  'conflict',
  'identifier_recycled',
  'velocity',
] as const
const CHANNELS = [
  'sms',
  'whatsapp',
  'web_chat',
  'email',
  'messenger',
  'custom',
  'kiosk',
  'group_mms',
] as const

/** What there is to be named in one policy. */
export interface Names {
  readonly classes: readonly string[]
  readonly actions: readonly string[]
  readonly roles: readonly string[]
  readonly hasFacts: boolean
}

// Around the time of every decision, before and after it, and the very moment; a day begins in the policy's own zone.
const DATES = [
  '2026-11-22',
  '2026-11-22T10:00:00Z',
  '2026-11-22T10:00:01Z',
  '2026-11-22T12:30:00+02:00',
  '2026-11-21T09:00:00Z',
  '2026-11-23',
  '2027-03-01',
  '2025-01-01',
] as const

const SPANS = ['1s', '5m', '15m', '1h', '24h', '2d', '10d', '30d', '60d', '2000d'] as const

const FACTS: readonly ((
  choose: Choose,
) => Readonly<Record<string, FactWord | readonly FactWord[]>>)[] = [
  () => ({ consent: true }),
  () => ({ consent: false }),
  () => ({ age_band: 'child' }),
  () => ({ age_band: ['teen', 'adult'], consent: true }),
  () => ({ score: { upTo: 10 } }),
  () => ({ score: { above: '50.5' } }),
  () => ({ amount: { upTo: 100 } }),
  () => ({ amount: { above: 10, upTo: 100 } }),
  () => ({ amount: [{ upTo: 10, currency: 'EUR' }, { above: 100 }] }),
  () => ({ dollars: { above: 100, currency: 'USD' } }),
  () => ({ dollars: { upTo: 100 } }),
  (choose) => ({ tier: some(choose, ['gold', 'silver', 7, true]) }),
]

/** What a form is made of: the policy's own names, and how deep conditions may stand in each other. */
interface Making {
  readonly choose: Choose
  readonly names: Names
  readonly setting: SettingForm<FormName>
  readonly about: WordSubject
  readonly depth: number
}

/** Where a condition stands: what a requirement may ask, what may be turned round, or what a route may. */
type WordSubject = 'request' | 'opposed' | 'route' | 'not of route'

function listOf({ choose, setting: { word, named }, names }: Making): readonly string[] {
  const lists: Readonly<Record<WordList, readonly string[]>> = {
    channels: choose(4) === 0 ? [...CHANNEL_NAMES, 'kiosk'] : CHANNELS,
    classes: names.classes,
    methods: choose(4) === 0 ? stepUpMethods.map((method) => method.name) : METHODS,
    risks: choose(3) === 0 ? RISK_NAMES : RISKS,
    roles: names.roles,
    topics: [...names.classes, ...names.actions],
  }
  if (named !== undefined) return lists[named.of]
  if (word === 'to') return ADDRESSES
  return word === 'reasons' ? EMERGENCIES : ['app', 'old_address']
}

const words = (making: Making): readonly string[] => some(making.choose, listOf(making))

// Every form that a setting may have: a new one does not compile until it is made here.
const FORMS: { readonly [Name in FormName]: (making: Making) => Forms[Name]['word'] } = {
  level: ({ choose }) => pick(choose, LEVELS),
  threshold: ({ choose }) => pick(choose, LEVELS),
  flag: () => true,
  date: ({ choose }) => pick(choose, DATES),
  duration: ({ choose, setting }) =>
    pick(choose, setting.word === 'for' ? SPANS.slice(0, 5) : SPANS),
  count: ({ choose }) => pick(choose, [2, 2, 2, 3] as const),
  list: words,
  words,
  resolutions: ({ choose }) => some(choose, RESOLUTIONS),
  relations: ({ choose }) => some(choose, RELATIONS),
  facts: ({ choose }) => pick(choose, FACTS)(choose),
  rungs: ({ choose, names }) => ({
    [pick(choose, names.classes)]: pick(choose, ['confirm', 'masked', 'full'] as const),
  }),
  request: ({ choose, names, depth }) => makeRequest(choose, names, depth),
  conditions: ({ choose, names, about, depth }) =>
    Array.from({ length: 1 + choose(2) }, () => conditionFor({ choose, names, about }, depth - 1)),
}

const make = <Name extends FormName>(
  setting: SettingForm<Name>,
  making: Omit<Making, 'setting'>,
): Forms[Name]['word'] => FORMS[setting.form]({ ...making, setting })

const isFor = (about: WordSubject, atom: (typeof conditionAtoms)[keyof typeof conditionAtoms]) =>
  (about === 'route' || about === 'not of route' || isOfRequest(atom)) &&
  (about === 'route' || about === 'request' || isOpposable(atom))

// What may stand below `not`, which does not stand in itself.
const TURNED: Readonly<Record<WordSubject, WordSubject>> = {
  request: 'opposed',
  route: 'not of route',
  opposed: 'opposed',
  'not of route': 'not of route',
}

type Conditioning = Pick<Making, 'choose' | 'names' | 'about'>

function conditionFor(conditioning: Conditioning, depth: number): ConditionWord
function conditionFor({ choose, names, about }: Conditioning, depth: number): object {
  const turned = { choose, names, about: TURNED[about] }
  const atoms = Object.values(conditionAtoms).filter(
    (atom) =>
      isFor(about, atom) &&
      (depth > 0 || atom.form !== 'conditions') &&
      (names.hasFacts || atom.form !== 'facts') &&
      (names.roles.length > 0 || atom.word !== 'role'),
  )
  const named = Array.from({ length: choose(3) === 0 ? 2 : 1 }, () => pick(choose, atoms))
  const made = named.map((atom) => [atom.word, make(atom, { choose, names, depth, about })])
  return {
    ...Object.fromEntries(made),
    ...(turned.about !== about &&
      depth > 0 &&
      choose(8) === 0 && { not: conditionFor(turned, depth - 1) }),
  }
}

/** Makes what a requirement may ask of the request, of any atom that speaks of it. */
export const makeRequest = (choose: Choose, names: Names, depth = 2): RequestWord =>
  conditionFor({ choose, names, about: 'request' }, depth)

/** Makes what may be turned round. */
export const makeOpposed = (choose: Choose, names: Names): RequestWord =>
  conditionFor({ choose, names, about: 'opposed' }, 2)

/** Makes what a route may be taken for, of any atom. */
export const makeCondition = (choose: Choose, names: Names): ConditionWord =>
  conditionFor({ choose, names, about: 'route' }, 2)

/** Makes some of the parts that a requirement may have, of any of the table. */
export function makeParts(choose: Choose, names: Names): RequirementDocument
export function makeParts(choose: Choose, names: Names): object {
  // Few policies have roles, so those that have ask for them more often.
  const parts = Object.values(requirementParts).filter(({ word }) =>
    word === 'roles' ? names.roles.length > 0 && choose(3) === 0 : choose(7) === 0,
  )
  return {
    ...Object.fromEntries(
      parts.map((part) => [part.word, make(part, { choose, names, about: 'request', depth: 2 })]),
    ),
    ...(choose(10) === 0 && { unless: makeOpposed(choose, names) }),
    ...(choose(10) === 0 && { source: pick(choose, ['a law', ['a law', 'a house rule']]) }),
  }
}

/** Makes some of the settings of risk. */
export function makeRisk(choose: Choose, names: Names): RiskDocument
export function makeRisk(choose: Choose, names: Names): object {
  const settings = Object.values(riskSettings).filter(() => choose(3) === 0)
  return Object.fromEntries(
    settings.map((one) => [one.word, make(one, { choose, names, about: 'request', depth: 0 })]),
  )
}

/** Makes how the glass may be broken. */
export function makeBreakGlass(
  choose: Choose,
  names: Names,
): NonNullable<PolicyDocument['break_glass']>
export function makeBreakGlass(choose: Choose, names: Names): object {
  const settings = Object.values(breakGlassSettings).filter(
    ({ isNeeded }) => isNeeded || choose(2) === 0,
  )
  return Object.fromEntries(
    settings.map((one) => [one.word, make(one, { choose, names, about: 'request', depth: 0 })]),
  )
}

/** Makes some of the settings of counters. */
export function makeCounters(choose: Choose): NonNullable<PolicyDocument['counters']>
export function makeCounters(choose: Choose): object {
  const settings = Object.values(counterSettings).filter(() => choose(2) === 0)
  return Object.fromEntries(
    settings.map(({ word, form, most }) => [
      word,
      form === 'times' ? 1 + choose(most) : pick(choose, ['15m', '24h', '10d']),
    ]),
  )
}
