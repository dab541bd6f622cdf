import {
  type Assessment,
  LEVELS,
  type Level,
  levelOf,
  type Rank,
  rankOf,
  type Support,
} from '../model/index.js'
import { OF_DIRECTORY } from './capConversation.js'
import { writeRank } from './writeRank.js'

/** A method the business has, and what it is worth at best. */
export interface ObtainableProof
  extends Pick<Support, 'via' | 'grade' | 'categories' | 'phishable'> {
  readonly name: string
  readonly kind: string
  /** What it depends on, such as `sim`; two with one cause count once. */
  readonly cause: string
}

/** A smallest set of missing evidence, and the level it would reach. */
interface MissingProof {
  readonly level: Level
  readonly rank: Rank
  readonly methods: readonly string[]
}

// Three categories exist, so no larger set can be the smallest.
const MOST = 3

/**
 * Gives, for each level above the present one, every minimal set of methods that would reach it.
 * The methods that the business prefers come first.
 *
 * Below `recognized`, it assumes a real customer whose factors were enrolled before, and uses
 * nothing that the directory says, so the answer never shows whether a record exists (63A-4
 * §3.1.2.1). A conversation that is capped for good has no such set.
 *
 * It does not use the rules of a policy: for what would open a class or an action, use
 * `planStepUp`.
 */
export function missingFor(
  assessment: Assessment,
  obtainable: readonly ObtainableProof[],
): readonly MissingProof[] {
  const { trust, supports, at } = assessment
  if (trust.caps.some(({ on, code }) => on === 'conversation' && !OF_DIRECTORY.includes(code)))
    return []
  const isKnown = trust.write >= 2 && trust.customer !== null
  // While nobody is recognized, what the directory holds must not show in what is proposed.
  const held = isKnown ? supports : []
  const found: MissingProof[] = []
  for (const level of LEVELS.slice(trust.write + 1)) {
    const rank = rankOf(level)
    // `claimed` needs no method.
    if (rank < 2) continue
    // Smaller sets come first, so whatever holds one that was found is not minimal.
    const sets: (readonly ObtainableProof[])[] = []
    for (const set of subsetsOf(obtainable)) {
      if (sets.some((smaller) => smaller.every((method) => set.includes(method)))) continue
      const supposed = set.map((method) => suppose(method, held, at))
      if (writeRank([...held, ...supposed]) >= rank) sets.push(set)
    }
    for (const set of sets) {
      found.push({ level: levelOf(rank), rank, methods: set.map(({ name }) => name) })
    }
  }
  return found
}

/** All sets of one to three methods, smaller ones first. */
function subsetsOf(methods: readonly ObtainableProof[]): readonly (readonly ObtainableProof[])[] {
  let size: readonly (readonly ObtainableProof[])[] = [[]]
  const all: (readonly ObtainableProof[])[] = []
  for (let count = 0; count < MOST; count++) {
    size = size.flatMap((set) => {
      const last = set.at(-1)
      const from = last === undefined ? 0 : methods.indexOf(last) + 1
      return methods.slice(from).map((method) => [...set, method])
    })
    all.push(...size)
  }
  return all
}

/** Shares every cause of its kind that already counts: a second code to the same SIM proves nothing new. */
function suppose(method: ObtainableProof, held: readonly Support[], at: number): Support {
  const { kind, via, grade, categories, cause, phishable } = method
  const same = held.flatMap(({ causes }) => causes.filter((one) => one.startsWith(`${cause}:`)))
  return {
    customer: null,
    grade,
    method: kind,
    ...(via !== undefined && { via }),
    category: categories[0] ?? null,
    categories,
    causes: [cause, ...same],
    phishable,
    since: at,
    purpose: null,
    node: `supposed:${cause}`,
    path: [],
  }
}
