import type { Instant, Support } from '../model/index.js'
import { kindOfCause, type PlanStart } from './assumeProofs.js'
import type { Plan } from './plan.js'
import type { Request } from './readRequest.js'

/** What a plan depends on of a support, beside its ranks, flags and age. */
type Kind = Pick<Support, 'method' | 'via' | 'purpose' | 'categories' | 'causes'>

/** Everything that a plan depends on, beside its policy. */
interface Situation {
  readonly caps: PlanStart['caps']
  readonly classes: readonly string[]
  readonly actions: readonly string[]
  readonly supports: readonly Kind[]
  /** Every rank, flag and age band of it, packed: one number for the whole, and one for each support. */
  readonly figures: readonly number[]
}

/** Plans made before, with the situations they were made for, by a hash of the situation's figures. */
export interface PlanCache {
  /** Ages that rules ask of proofs, in milliseconds. */
  readonly ages: readonly number[]
  readonly plans: Map<number, (readonly [Situation, Plan])[]>
  size: number
}

const MOST_PLANS = 1_000

/** Starts a memory of the plans under one policy, whose rules ask for these ages. */
export const startPlanCache = (ages: readonly number[]): PlanCache => ({
  ages,
  plans: new Map(),
  size: 0,
})

/** Gives the plan for a situation; made by `make` if no such situation was planned for before. */
export function cachedPlan(
  memory: PlanCache,
  base: PlanStart,
  { classes, actions, ...asked }: Request,
  make: () => Plan,
): Plan {
  const { caps, supports } = base
  const situation = {
    caps,
    classes,
    actions,
    supports,
    figures: figuresOf(base, asked, memory.ages),
  }
  const hash = hashOf(situation.figures)
  for (const [known, plan] of memory.plans.get(hash) ?? []) {
    if (isSame(known, situation)) return plan
  }
  const plan = make()
  if (memory.size >= MOST_PLANS) forget(memory)
  memory.size += 1
  const entry = [withoutValues(situation), plan] as const
  const bucket = memory.plans.get(hash)
  if (bucket === undefined) memory.plans.set(hash, [entry])
  else bucket.push(entry)
  return plan
}

// What is remembered outlives the person: kinds of proof and of causes, never whose.
const withoutValues = (situation: Situation): Situation => ({
  ...situation,
  supports: situation.supports.map(({ method, via, purpose, categories, causes }) => ({
    method,
    ...(via !== undefined && { via }),
    purpose,
    categories,
    causes: causes.map(kindOfCause),
  })),
})

function forget(memory: PlanCache): void {
  memory.plans.clear()
  memory.size = 0
}

type Payment = Pick<Request, 'amount' | 'payee'>

function figuresOf(base: PlanStart, request: Payment, ages: readonly number[]): readonly number[] {
  const { trust, reader, others, session, ceiling, number, mailbox, supports, at } = base
  let whole: number = trust.write
  for (const rank of [trust.read, reader, others, ceiling, number, mailbox])
    whole = whole * 5 + rank
  for (const is of [session, request.amount !== undefined, request.payee !== undefined]) {
    whole = whole * 2 + (is ? 1 : 0)
  }
  const figures = [whole]
  for (const support of supports) figures.push(figureOf(support, request, at, ages))
  return figures
}

function figureOf(
  { since, amount, payee, phishable, alone, general, grade }: Support,
  asked: Payment,
  at: Instant,
  ages: readonly number[],
): number {
  let band = 0
  // Proofs that have passed the same ages are equally fresh to every rule.
  for (const age of ages) if (since + age <= at) band += 1
  const linked = (band * 3 + linkOf(amount, asked.amount)) * 3 + linkOf(payee, asked.payee)
  const flags =
    ((phishable ? 1 : 0) * 2 + (alone === true ? 1 : 0)) * 2 + (general === true ? 1 : 0)
  return (linked * 8 + flags) * 5 + grade
}

const linkOf = (named: string | undefined, asked: string | undefined): 0 | 1 | 2 =>
  named === undefined ? 0 : named === asked ? 1 : 2

function hashOf(figures: readonly number[]): number {
  let hash = figures.length
  for (const figure of figures) hash = (Math.imul(hash, 31) + figure) | 0
  return hash
}

const isSame = (known: Situation, now: Situation): boolean =>
  areEqual(known.figures, now.figures) &&
  areEqual(known.classes, now.classes) &&
  areEqual(known.actions, now.actions) &&
  areSameCaps(known.caps, now.caps) &&
  known.supports.every((support, index) => isAlike(support, now.supports[index]))

function areSameCaps(known: PlanStart['caps'], now: PlanStart['caps']): boolean {
  if (known.size !== now.size) return false
  for (const [code, max] of now) if (known.get(code) !== max) return false
  return true
}

const isAlike = (known: Kind, now: Kind | undefined): boolean =>
  now !== undefined &&
  known.method === now.method &&
  known.via === now.via &&
  known.purpose === now.purpose &&
  areEqual(known.categories, now.categories) &&
  known.causes.length === now.causes.length &&
  known.causes.every((kind, index) => isOfKind(kind, now.causes[index]))

const isOfKind = (kind: string, cause = ''): boolean =>
  cause.startsWith(kind) && (cause.length === kind.length || cause[kind.length] === ':')

function areEqual<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1) {
    if (one[index] !== other[index]) return false
  }
  return true
}
