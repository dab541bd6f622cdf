import { type Support, shownAmount } from '../model/index.js'
import { kindOfCause, movedTo, type PlanStart } from './assumeProofs.js'
import type { Plan } from './plan.js'
import type { RequestStatement } from './requirement/parts.js'
import { truthsOf } from './truths.js'

/**
 * Plans made before under one policy, each by all that it depends on.
 *
 * What it buys: planning tries every small set of the policy's methods against every rule, so that a decision under the
 * bank's example policy takes 580 µs without it, and 29 µs with it (20 times). Few
 * situations differ for a policy, so nearly every message meets a plan that was made before.
 */
export interface PlanCache {
  /** Ages that rules ask of proofs, in milliseconds. */
  readonly ages: readonly number[]
  /** Every class and action. */
  readonly names: ReadonlySet<string>
  /** All that rules ask of the request itself, such as its channel. */
  readonly asking: readonly RequestStatement[]
  /** Channels that a way to step up leads to: there other things may be so of the request. */
  readonly channels: readonly string[]
  readonly plans: Map<string, Plan>
}

// More situations than any day brings; beyond it all are forgotten, so that nobody can fill the memory for good.
const MOST_PLANS = 1_000

/** Starts without any plan. */
export const startPlanCache = (known: Omit<PlanCache, 'plans'>): PlanCache => ({
  ...known,
  plans: new Map(),
})

/** Gives the plan for a situation; made by `make` where none is known. Only ever a shortcut. */
export function cachedPlan(cache: PlanCache, start: PlanStart, make: () => Plan): Plan {
  // Forgotten all at once where there are too many: a plan is only ever worked out again.
  const { plans } = cache
  const situation = situationOf(start, cache)
  const known = plans.get(situation)
  if (known !== undefined) return known
  const plan = make()
  if (plans.size >= MOST_PLANS) plans.clear()
  plans.set(situation, plan)
  return plan
}

/**
 * Says all that a plan depends on beside its policy. It outlives the person, so it holds ranks, bands and the kinds of
 * proofs and causes, and never whose they are, what they name, or a word that is not the policy's own.
 */
function situationOf(start: PlanStart, cache: PlanCache): string {
  const { supports, trust, caps, acting, session, request, truths } = start
  const { classes, actions, amount, payee } = request
  // No word has a blank in it, and none is a bar or a stroke, so that no two situations are said alike. Words are joined
  // once at the end, because a text that grows word by word is slow to be looked up; and taken one by one, because to spread
  // a list into a call takes several times as long.
  const said: PlanWord[] = [trust.write, start.reader, start.others, start.ceiling, start.number]
  said.push(start.mailbox, session)
  if (acting !== undefined) said.push('for', ...acting.as)
  if (start.heldFor.length > 0) said.push('beside', ...start.heldFor)
  said.push('|')
  for (const name of classes) said.push(name)
  said.push('|')
  for (const name of actions) said.push(name)
  said.push('|')
  if (amount !== undefined) said.push('amount')
  if (payee !== undefined) said.push('payee')
  for (const [code, max] of caps) said.push(code, max)
  for (const { isSo } of cache.asking) said.push(isSo(truths))
  for (const channel of cache.channels) {
    const there = truthsOf(movedTo(channel, request), start.at)
    for (const { isSo } of cache.asking) said.push(isSo(there))
  }
  for (const support of supports) describe(said, support, start, cache)
  return said.join(' ')
}

type PlanWord = string | number | boolean

/**
 * Adds what a plan takes of one proof. Who it belongs to, and what it names of a payment, is compared and not kept. What
 * nearly every proof has not is said only of those that have it, each in a word of its own.
 */
function describe(
  said: PlanWord[],
  support: Support,
  { at, request }: PlanStart,
  { ages, names }: PlanCache,
): void {
  const { method, via = '-', grade, purpose, categories, causes, since, amount, payee } = support
  // Proofs that have passed the same ages are equally fresh to every rule.
  let band = 0
  for (const age of ages) if (since + age <= at) band += 1
  // Neither sign is a name: for nothing in particular, and for what no rule knows.
  const known = purpose === null ? '-' : names.has(purpose) ? purpose : '?'
  said.push('/', method, via, grade, known, band, support.phishable)
  for (const category of categories) said.push(category)
  said.push('of')
  for (const cause of causes) said.push(kindOfCause(cause))
  if (support.vouched === true) said.push('vouched')
  if (support.alone === true) said.push('alone')
  if (support.general === true) said.push('general')
  // Whether it names the amount or payee that is asked for, or another one.
  if (amount !== undefined) said.push(amount === shownAmount(request) ? 'amount' : 'other_amount')
  if (payee !== undefined) said.push(payee === request.payee ? 'payee' : 'other_payee')
}
