import { applyEdit, diff, lintPolicy, mutate, prove } from '../../src/analysis/index.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { type Decision, type Engagement, LEVELS, RUNGS } from '../../src/model/index.js'
import { compilePolicy, type Invariant, type PolicyDocument } from '../../src/policy/index.js'
import { openSpace } from '../../src/space/index.js'
import { type Choose, fromSeed, NOW } from '../trust/world.js'
import { tryFlips, tryUntil } from './changes.js'
import { makeEngagement } from './engagements.js'
import { checkOffers } from './offers.js'
import { CLASS_NAMES, changePolicy, makePolicy, pick, RISKS } from './policies.js'

/** How often the analysis said something, and how often an engagement showed that it is not so. */
export interface Counts {
  policies: number
  engagements: number
  proved: number
  falseProved: number
  refuted: number
  falseRefuted: number
  notProved: number
  unchanged: number
  falseUnchanged: number
  changed: number
  equivalent: number
  falseEquivalent: number
  neverTaken: number
  falseNeverTaken: number
  offers: number
  falseOffers: number
  /** Offers that ask for more than would do, as the person's proofs turned out. */
  largerOffers: number
  untils: number
  falseUntils: number
  flips: number
  falseFlips: number
  /** Ends at which nothing changes. */
  falseEarlyUntils: number
}

export const startCounts = (): Counts => ({
  policies: 0,
  engagements: 0,
  proved: 0,
  falseProved: 0,
  refuted: 0,
  falseRefuted: 0,
  notProved: 0,
  unchanged: 0,
  falseUnchanged: 0,
  changed: 0,
  equivalent: 0,
  falseEquivalent: 0,
  neverTaken: 0,
  falseNeverTaken: 0,
  offers: 0,
  falseOffers: 0,
  largerOffers: 0,
  untils: 0,
  falseUntils: 0,
  falseEarlyUntils: 0,
  flips: 0,
  falseFlips: 0,
})

/** What an answer was found to be wrong about, to be looked at by a person. */
export type Report = (kind: string, detail: unknown) => void

const compile = (document: PolicyDocument): CompiledPolicy | null => {
  const compiled = compilePolicy(document)
  return compiled.ok ? compiled.value : null
}

/** Makes one policy from a seed and tries to catch every kind of answer about it lying. */
export function falsifyOnce(seed: number, counts: Counts, report: Report, isDeep: boolean): void {
  const choose = fromSeed(seed)
  const document = makePolicy(choose)
  const policy = compile(document)
  if (policy === null) return
  counts.policies += 1
  const engagements = Array.from({ length: 80 }, () => makeEngagement(choose))
  const decisions = engagements.map((engagement) => evaluate(policy, engagement, NOW))
  counts.engagements += engagements.length
  const known: Known = { seed, policy, engagements, decisions, counts, report }
  tryProofs(known, choose)
  tryLint(known)
  tryDiff(known, choose, document)
  tryUntil(known)
  tryFlips(known)
  for (const [at, engagement] of engagements.slice(0, 12).entries()) {
    const decision = decisions[at]
    if (decision !== undefined) checkOffers(policy, engagement, decision, counts, report)
  }
  if (isDeep) tryMutants(known, document)
}

/** One policy with what was made for it. */
export interface Known {
  readonly seed: number
  readonly policy: CompiledPolicy
  readonly engagements: readonly Engagement[]
  readonly decisions: readonly Decision[]
  readonly counts: Counts
  readonly report: Report
}

function makeInvariant(
  choose: Choose,
  { classes, actions, routes, facts }: CompiledPolicy,
): Invariant {
  const about = choose(3)
  const action = actions.length > 0 ? pick(choose, actions).name : undefined
  const claim =
    about === 0 && action !== undefined
      ? {
          action,
          answer: pick(choose, ['allow', 'allow', 'step_up', 'deny', 'deliver_to_record'] as const),
        }
      : about === 1
        ? { route: pick(choose, routes).id }
        : {
            class: pick(choose, classes).name,
            at_least: pick(choose, ['accept', 'confirm', 'masked', 'full'] as const),
          }
  const when = {
    ...(choose(3) === 0 && { trust_below: pick(choose, LEVELS.slice(1)) }),
    ...(choose(5) === 0 && { read_below: pick(choose, LEVELS.slice(1)) }),
    ...(choose(3) === 0 && { risk: [pick(choose, RISKS)] }),
    ...(choose(4) === 0 && {
      channel: [pick(choose, ['sms', 'whatsapp', 'custom', 'web_chat', 'kiosk'])],
    }),
    ...(choose(6) === 0 && {
      resolution: pick(choose, ['none', 'unique', 'ambiguous', 'conflict'] as const),
    }),
  }
  const unless = pick(choose, [
    { context: { consent: true } },
    { context: { age_band: 'child' } },
    { context: { amount: { upTo: 100 } } },
  ])
  return {
    never: claim,
    ...(Object.keys(when).length > 0 && { when }),
    ...(facts !== undefined && choose(3) === 0 && { unless }),
  }
}

const listed = <Word>(word: Word | readonly Word[] | undefined): readonly unknown[] =>
  word === undefined ? [] : Array.isArray(word) ? word : [word]

/** Tells from the decision alone whether what is never so is so. Written apart from the analysis. */
function isBroken(
  invariant: Invariant,
  engagement: Engagement,
  decision: Decision,
  risks: readonly string[],
): boolean {
  const { never = {}, when = {}, unless } = invariant
  if (unless !== undefined && isKnown(unless.context ?? {}, engagement)) return false
  const { trust, disclosure, actions, route } = decision
  const level = (word: unknown): number => LEVELS.map(String).indexOf(String(word))
  if (when.trust_below !== undefined && trust.write >= level(when.trust_below)) return false
  if (when.read_below !== undefined && trust.read >= level(when.read_below)) return false
  if (when.risk !== undefined && !listed(when.risk).some((risk) => risks.includes(String(risk))))
    return false
  if (when.resolution !== undefined && trust.resolution !== when.resolution) return false
  if (when.channel !== undefined && !isOnChannel(listed(when.channel), engagement)) return false
  if (never.action !== undefined && !listed(never.answer).includes(actions[never.action]))
    return false
  if (never.route !== undefined && route.id !== never.route) return false
  if (never.class === undefined) return true
  const given = disclosure[never.class] ?? 'none'
  const rank = given === 'deliver_to_record' ? 0 : RUNGS.indexOf(given)
  return rank >= RUNGS.indexOf(never.at_least ?? 'none')
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

const risksOf = (policy: CompiledPolicy, engagement: Engagement): readonly string[] =>
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
        NOW,
      ).route.id === 'bad',
  )

function tryProofs(
  { seed, policy, engagements, decisions, counts, report }: Known,
  choose: Choose,
): void {
  const space = openSpace(policy)
  for (let round = 0; round < 4; round += 1) {
    const invariant = makeInvariant(choose, policy)
    const proof = prove(space, invariant)
    if (!proof.ok) {
      counts.notProved += 1
      continue
    }
    const { holds, counterexample } = proof.value
    if (counterexample !== undefined) {
      counts.refuted += 1
      const { engagement, at } = counterexample
      const decision = evaluate(policy, engagement, at)
      if (
        !isBroken(
          invariant,
          engagement,
          decision,
          invariant.when?.risk === undefined ? [] : risksOf(policy, engagement),
        )
      ) {
        counts.falseRefuted += 1
        report('refuted', { seed, invariant })
      }
      continue
    }
    if (!holds) {
      counts.notProved += 1
      report('open', { seed, invariant, open: proof.value.open })
      continue
    }
    counts.proved += 1
    const liar = engagements.find((engagement, at) => {
      const decision = decisions[at]
      if (
        decision === undefined ||
        !isBroken(
          { ...invariant, when: { ...invariant.when, risk: RISKS } },
          engagement,
          decision,
          RISKS,
        )
      )
        return false
      return (
        invariant.when?.risk === undefined ||
        isBroken(invariant, engagement, decision, risksOf(policy, engagement))
      )
    })
    if (liar === undefined) continue
    counts.falseProved += 1
    report('proved', { seed, invariant, liar })
  }
}

function tryLint({ seed, policy, decisions, counts, report }: Known): void {
  const found = lintPolicy(openSpace(policy))
  if (!found.ok) return
  for (const { code, word, path } of found.value) {
    const isTaken = ({ route, disclosure, actions, trust }: Decision): boolean => {
      switch (code) {
        case 'route_never_taken':
        case 'route_shadowed':
          return route.id === word
        case 'rung_never_given':
          return disclosure[String(path[1])] === path[2]
        case 'class_never_opened':
          return (disclosure[word] ?? 'none') !== 'none'
        case 'action_never_allowed':
          return actions[word] === 'allow'
        case 'level_never_reached':
          return trust.level === word
        default:
          return false
      }
    }
    counts.neverTaken += 1
    if (!decisions.some(isTaken)) continue
    counts.falseNeverTaken += 1
    report('never', { seed, code, word })
  }
}

/** Everything that a policy decides for somebody: what is said besides, such as reasons, is no decision. */
export const decidedBy = (decision: Decision): string => {
  const { trust, disclosure, actions, route, redaction, stepUp, notices } = decision
  const { id: _, ...goes } = route
  const sorted = (words: Readonly<Record<string, string>>) =>
    Object.entries(words)
      .filter(([, word]) => word !== 'none')
      .sort()
  return JSON.stringify([
    [trust.write, trust.read, trust.resolution],
    sorted(disclosure),
    sorted(actions),
    goes,
    Object.values(redaction).map((rules) => rules.map((rule) => JSON.stringify(rule)).sort()),
    stepUp.map(({ methods, opens }) => [methods, [...opens].sort()]),
    notices,
  ])
}

function tryDiff(
  { seed, policy, engagements, decisions, counts, report }: Known,
  choose: Choose,
  document: PolicyDocument,
): void {
  for (let round = 0; round < 3; round += 1) {
    const other = compile(changePolicy(choose, document))
    if (other === null) continue
    const compared = diff(policy, other)
    if (!compared.ok) continue
    if (!saysUnchanged(compared.value)) {
      counts.changed += 1
      continue
    }
    counts.unchanged += 1
    const at = engagements.findIndex((engagement, index) => {
      const before = decisions[index]
      return (
        before !== undefined && decidedBy(before) !== decidedBy(evaluate(other, engagement, NOW))
      )
    })
    if (at < 0) continue
    counts.falseUnchanged += 1
    report('unchanged', { seed, at, round })
  }
}

/** Whether a comparison says that nothing changed, whatever else it holds. */
const saysUnchanged = (found: object): boolean =>
  Object.entries(found).every(
    ([name, part]) => !Array.isArray(part) || part.length === 0 || name === 'same',
  )

function tryMutants(
  { seed, policy, engagements, decisions, counts, report }: Known,
  document: PolicyDocument,
): void {
  const found = mutate(document)
  if (!found.ok) return
  for (const { fate, edit, description } of found.value.mutants) {
    if (fate !== 'equivalent') continue
    const changed: object = Object(applyEdit(document, edit))
    const mutant = compile({ ...document, ...changed })
    if (mutant === null) continue
    counts.equivalent += 1
    const isOther = engagements.some((engagement, at) => {
      const before = decisions[at]
      return (
        before !== undefined && decidedBy(before) !== decidedBy(evaluate(mutant, engagement, NOW))
      )
    })
    if (!isOther) continue
    counts.falseEquivalent += 1
    report('equivalent', { seed, description, policy: policy.digest })
  }
}

export { CLASS_NAMES }
