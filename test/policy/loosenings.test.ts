import { expect, test } from 'vitest'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { DAY, MINUTE } from '../../src/model/index.js'
import { looseningsOf } from '../../src/policy/composition/loosenings.js'
import { compiled } from '../compiled.js'

const BASE = compiled(`
policy: base
version: 1
zone: America/New_York
packs: [gdpr]
classes: { orders: { fields: [orders], agent: senior, full: verified } }
actions: { cancel: { write: verified, notify: app }, reset: { denied: true } }
facts: { segment: [business, private] }
roles: [lead, privacy]
break_glass:
  { roles: lead, reasons: threat_to_life, second: lead, for: 10m, classes: orders, notice: privacy }
redact: { agent: { default: mask, email: mask }, log: { orders: drop } }
risk: { sim_swap_unknown: recognized }
issuers: [{ issuer: 'https://id.example.com', acr: { gold: verified }, amr: { hwk: verified } }]
channels: [{ scheme: kiosk, grade: claimed }]
knowledge: { booking: { asks: [reference, surname], grade: claimed, attempts: 3, within: 6h } }
identifiers: { ticket: { pattern: 'TK\\d{6}' } }
refuses: [lookup]
regions: [US]
allow: [help@example.com]
stepUp: [login]
routes:
  - { id: fraud, when: { risk: sim_swap }, queue: fraud, skills: [fraud] }
  - { id: vip, when: { trust: strong }, queue: vip }
  - { id: all, queue: main }
`)

type Step = string | number
type Looser = readonly [steps: readonly Step[], value: unknown, told: string]

const [fraud, vip, all] = BASE.routes

/**
 * What a brand may not say over what its base says of each part, one place after another; none where a part opens nothing.
 * A part that is new does not compile without a word here.
 */
const LOOSER: Readonly<Record<keyof CompiledPolicy, readonly Looser[]>> = {
  countersign: [],
  name: [],
  version: [],
  digest: [],
  parts: [],
  zone: [],
  roles: [],
  regions: [],
  methods: [],
  stepUp: [],
  packs: [[[], [], 'packs']],
  classes: [
    [[], [], 'classes.orders'],
    [['0', 'fields'], [], 'classes.orders.fields'],
    [['0', 'agent'], [], 'classes.orders.agent'],
    [['0', 'deliver'], { requires: [], sources: [] }, 'classes.orders.deliver_to_record'],
    [['0', 'rungs', '0', 'requires', '0', 'write'], 2, 'classes.orders.full.write'],
    [['0', 'rungs', '0', 'requires', '0', 'read'], 2, 'classes.orders.full.read'],
    [['1'], { ...BASE.classes[0], name: 'more' }, 'classes.more'],
  ],
  actions: [
    [['0', 'requires', '0', 'write'], 2, 'actions.cancel.write'],
    [['0', 'notify'], [], 'actions.cancel.notify'],
    [['0', 'deliver'], { requires: [], sources: [] }, 'actions.cancel.deliver_to_record'],
    [['1', 'denied'], false, 'actions.reset.denied'],
    [['2'], { ...BASE.actions[0], name: 'more' }, 'actions.more'],
  ],
  routes: [
    [[], [vip, fraud, all], 'routes'],
    [[], [fraud, all], 'routes'],
    [['0', 'skills'], [], 'routes.fraud.skills'],
    [['0', 'queue'], 'main', 'routes.fraud.queue'],
    [['0', 'knownWorker'], 60, 'routes.fraud.known_worker'],
    [['3'], { ...all, id: 'more' }, 'routes.more'],
  ],
  redact: [
    [['agent', 'default'], 'keep', 'redact.agent.default'],
    [['agent', 'identifiers', 'email'], 'keep', 'redact.agent.email'],
    [['agent', 'identifiers', 'iban'], 'keep', 'redact.agent.iban'],
    [['log', 'classes', 'orders'], 'mask', 'redact.log.orders'],
  ],
  risk: [
    [['simSwapUnknown'], 3, 'risk.sim_swap_unknown'],
    [['quarantine'], DAY, 'risk.quarantine'],
  ],
  issuers: [
    [['0', 'acr', 'gold'], 4, 'issuers.https://id.example.com.acr.gold'],
    [['0', 'acr', 'silver'], 1, 'issuers.https://id.example.com.acr.silver'],
    [['0', 'amr', 'hwk'], 4, 'issuers.https://id.example.com.amr.hwk'],
    [['1'], { issuer: 'more', acr: {}, amr: {} }, 'issuers.more'],
  ],
  channels: [
    [['0', 'grade'], 2, 'channels.kiosk.grade'],
    [['0', 'session'], true, 'channels.kiosk.session'],
    [['1'], { scheme: 'more', grade: 0, session: false }, 'channels.more'],
  ],
  knowledge: [
    [['0', 'asks'], ['reference'], 'knowledge.booking.asks'],
    [['0', 'asks'], ['surname', 'reference'], 'knowledge.booking.asks'],
    [['0', 'grade'], 2, 'knowledge.booking.grade'],
    [['0', 'attempts'], 4, 'knowledge.booking.attempts'],
    [['0', 'within'], MINUTE, 'knowledge.booking.within'],
    [['1'], { ...BASE.knowledge?.[0], name: 'more' }, 'knowledge.more'],
  ],
  refuses: [[[], [], 'refuses']],
  identifiers: [
    [['ticket', 'pattern'], 'TK\\d{7}', 'identifiers.ticket'],
    [[], {}, 'identifiers.ticket'],
  ],
  facts: [
    [['segment'], ['business'], 'facts.segment'],
    [[], {}, 'facts.segment'],
  ],
  breakGlass: [[['roles'], ['lead', 'privacy'], 'break_glass.roles']],
  counters: [[['wrongCodes'], 1_000, 'counters.wrong_codes']],
  allow: [[[], ['help@example.com', 'more@example.com'], 'allow']],
}

/** Gives a copy with another value at a place. */
const withValue = (whole: CompiledPolicy, steps: readonly Step[], value: unknown) => {
  const copy = structuredClone(whole)
  const last = steps.at(-1) ?? ''
  let holder: object = copy
  for (const step of steps.slice(0, -1)) {
    const next: unknown = Reflect.get(holder, step) ?? {}
    if (typeof next !== 'object' || next === null) throw new TypeError(`no place ${step}`)
    Reflect.set(holder, step, next)
    holder = next
  }
  Reflect.set(holder, last, value)
  return copy
}

const loosened = (brand: CompiledPolicy): readonly string[] =>
  looseningsOf(BASE, brand).map(({ steps }) => steps.join('.'))

test('a compiled policy loosens nothing of itself', () => {
  expect(loosened(BASE)).toEqual([])
})

test.each(
  Object.entries(LOOSER).flatMap(([part, places]) =>
    places.map(([steps, value, told]) => ({ told, value, steps: [part, ...steps] })),
  ),
)('$told is told where $steps is $value', ({ steps, value, told }) => {
  expect(loosened(withValue(BASE, steps, value))).toEqual([told])
})
