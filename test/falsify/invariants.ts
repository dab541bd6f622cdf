import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import {
  AUDIENCES,
  type Decision,
  type Engagement,
  GIVEN_RUNGS,
  LEVELS,
  RESOLUTIONS,
  type RedactionAction,
  RUNGS,
} from '../../src/model/index.js'
import type { Invariant } from '../../src/policy/index.js'
import type { Choose } from '../trust/evidenceWorld.js'
import type { DecidedCase } from './counts.js'
import { pick, RISKS, ROLES } from './words.js'

type WhatNeverIs = NonNullable<Invariant['never']>

/** Makes what may be said of classes, actions, routes, queues, and of what an audience is shown. */
function makeClaim(choose: Choose, { classes, actions, routes }: CompiledPolicy): WhatNeverIs {
  const name = pick(choose, classes).name
  const audience = pick(choose, AUDIENCES)
  const shown = pick(choose, [['keep'], ['keep', 'mask'], ['drop']] as const)
  const action = actions[choose(Math.max(1, actions.length))]?.name
  const claims: readonly WhatNeverIs[] = [
    { class: name, at_least: pick(choose, GIVEN_RUNGS) },
    { class: name, at_least: pick(choose, GIVEN_RUNGS) },
    { class: name, at_most: pick(choose, RUNGS.slice(0, -1)) },
    // A route whose skills are a fact's is one route, in as many forms as the fact has values.
    { route: pick(choose, routes).id.split('.')[0] ?? '' },
    { queue: pick(choose, routes).queue },
    { class: name, audience, shown },
    { identifier: pick(choose, ['payment_card', 'phone']), audience, shown },
    { identifier: pick(choose, ['payment_card', 'phone']), shown },
    ...(action === undefined ? [] : [{ action, answer: 'allow' as const }]),
    ...(action === undefined
      ? []
      : [
          {
            action,
            answer: pick(choose, ['allow', 'step_up', 'deny', 'deliver_to_record'] as const),
          },
        ]),
  ]
  return pick(choose, claims)
}

/** Makes a statement about a policy, which may be true or not. */
export function makeInvariant(choose: Choose, policy: CompiledPolicy): Invariant {
  const { facts, roles = [] } = policy
  const claim = makeClaim(choose, policy)
  const when = {
    ...(choose(3) === 0 && { trust_below: pick(choose, LEVELS.slice(1)) }),
    ...(choose(5) === 0 && { read_below: pick(choose, LEVELS.slice(1)) }),
    ...(choose(3) === 0 && { risk: [pick(choose, RISKS)] }),
    ...(choose(4) === 0 && {
      channel: [pick(choose, ['sms', 'whatsapp', 'custom', 'web_chat', 'kiosk'])],
    }),
    ...(choose(6) === 0 && {
      resolution: pick(choose, RESOLUTIONS),
    }),
    ...(roles.length > 0 && choose(4) === 0 && { role: [pick(choose, ROLES)] }),
    ...(choose(10) === 0 && { to: pick(choose, ['+18005550199', '+1800*']) }),
    ...(choose(10) === 0 && { from: MOMENT }),
    ...(choose(10) === 0 && { until: MOMENT }),
  }
  const unless = pick(choose, [
    { context: { consent: true } },
    { context: { age_band: 'child' } },
    { context: { amount: { upTo: 100 } } },
  ])
  return {
    [choose(5) === 0 ? 'always' : 'never']: claim,
    ...(Object.keys(when).length > 0 && { when }),
    ...(facts !== undefined && choose(3) === 0 && { unless }),
  }
}

const MOMENT = '2026-11-22T10:00:00Z'

const listed = <Word>(word: Word | readonly Word[] | undefined): readonly unknown[] =>
  word === undefined ? [] : Array.isArray(word) ? word : [word]

/** Tells from the decision alone whether what is stated is not so. Written apart from the analysis. */
export function isBroken(
  policy: CompiledPolicy,
  invariant: Invariant,
  { engagement, at, decision }: DecidedCase,
  risks: readonly string[],
): boolean {
  const { never, always = {}, unless } = invariant
  if (unless !== undefined && isKnown(unless.context ?? {}, engagement)) return false
  if (!isAt(invariant.when ?? {}, { engagement, at, decision }, risks)) return false
  return never === undefined
    ? !isSo(policy, always, decision, true)
    : isSo(policy, never, decision, false)
}

function isAt(
  when: NonNullable<Invariant['when']>,
  { engagement, at, decision: { trust } }: DecidedCase,
  risks: readonly string[],
): boolean {
  const level = (word: unknown): number => LEVELS.map(String).indexOf(String(word))
  const { agent, contact } = engagement
  return (
    (when.trust_below === undefined || trust.write < level(when.trust_below)) &&
    (when.read_below === undefined || trust.read < level(when.read_below)) &&
    (when.risk === undefined || listed(when.risk).some((risk) => risks.includes(String(risk)))) &&
    (when.resolution === undefined || trust.resolution === when.resolution) &&
    (when.channel === undefined || isOnChannel(listed(when.channel), engagement)) &&
    (when.role === undefined || listed(when.role).some((role) => isRole(agent?.roles, role))) &&
    (when.to === undefined || isTo(String(when.to), contact.to)) &&
    (when.from === undefined || at >= Date.parse(when.from)) &&
    (when.until === undefined || (at > 0 && at < Date.parse(when.until)))
  )
}

const isRole = (roles: readonly unknown[] = [], role: unknown): boolean => roles.includes(role)

const isTo = (pattern: string, to = ''): boolean => {
  const plain = to.replace('whatsapp:', '').toLowerCase()
  return pattern.endsWith('*') ? plain.startsWith(pattern.slice(0, -1)) : plain === pattern
}

function isSo(
  policy: CompiledPolicy,
  claim: WhatNeverIs,
  decision: Decision,
  isAlways: boolean,
): boolean {
  const { disclosure, actions, route } = decision
  if (claim.action !== undefined && !listed(claim.answer).includes(actions[claim.action]))
    return false
  if (claim.route !== undefined && route.id.split('.')[0] !== claim.route) return false
  if (claim.queue !== undefined && !isInQueue(policy, claim.queue, route.id, isAlways)) return false
  if (claim.shown !== undefined && !isShown(claim, decision, isAlways)) return false
  if (claim.class === undefined) return true
  const given = disclosure[claim.class] ?? 'none'
  const rank = given === 'deliver_to_record' ? 0 : RUNGS.indexOf(given)
  return (
    (claim.at_least === undefined || rank >= RUNGS.indexOf(claim.at_least)) &&
    (claim.at_most === undefined || rank <= RUNGS.indexOf(claim.at_most))
  )
}

// A task that waits goes on to the overflow.
function isInQueue(
  { routes }: CompiledPolicy,
  queue: unknown,
  taken: string,
  isAlways: boolean,
): boolean {
  const route = routes.find(({ id }) => id === taken)
  const queues = [route?.queue, ...(route?.overflow === undefined ? [] : [route.overflow.queue])]
  return isAlways ? queues.every((one) => one === queue) : queues.includes(String(queue))
}

const OPENNESS: readonly RedactionAction[] = ['drop', 'mask', 'keep']

// What nobody is named for is shown to somebody where it is never so, and to everybody where it always is.
function isShown(
  { audience, identifier, shown, class: name }: WhatNeverIs,
  { redaction }: Decision,
  isAlways: boolean,
): boolean {
  const isShownTo = (one: (typeof AUDIENCES)[number]): boolean => {
    const rules = redaction[one].filter((rule) =>
      rule.target === 'field'
        ? identifier === undefined && rule.class === name
        : identifier !== undefined && rule.identifier === identifier,
    )
    const standard = redaction[one].filter(
      (rule) => rule.target === 'text' && identifier !== undefined && rule.identifier === 'default',
    )
    const places = (rules.length > 0 ? rules : standard).map(({ action }) =>
      OPENNESS.indexOf(action),
    )
    return listed(shown).includes(OPENNESS[Math.max(0, ...places)])
  }
  if (audience !== undefined) return isShownTo(audience)
  return isAlways ? AUDIENCES.every(isShownTo) : AUDIENCES.some(isShownTo)
}

// Told apart by hand: the amounts of these engagements are short enough for a number.
function isKnown(
  context: NonNullable<NonNullable<Invariant['unless']>['context']>,
  { context: facts = {}, intent = {} }: Engagement,
): boolean {
  const { amount = '', currency = '' } = intent
  if (!('amount' in context))
    return Object.entries(context).every(([name, value]) => facts[name] === value)
  return /^[0-9.]+$/.test(amount) && currency.toUpperCase() === 'EUR' && Number(amount) <= 100
}

const isOnChannel = (
  words: readonly unknown[],
  { contact: { channel, address } }: Engagement,
): boolean =>
  words.includes(channel) || (channel === 'custom' && words.includes(address.split(':')[0]))

/** Lists the risks that a decision sees, one by one: by whether a route for it is taken. */
export const risksOf = (
  policy: CompiledPolicy,
  engagement: Engagement,
  at: number,
): readonly string[] =>
  RISKS.filter(
    (risk) =>
      evaluate(
        {
          ...policy,
          routes: [
            { id: 'bad', when: { risk: [risk] }, queue: '', priority: 0, skills: [] },
            { id: 'rest', when: {}, queue: '', priority: 0, skills: [] },
          ],
        },
        engagement,
        at,
      ).route.id === 'bad',
  )
