import type { CompiledPolicy } from '../decide/index.js'
import { type Assessment, MINUTE } from '../model/index.js'
import { assess } from '../trust/index.js'
import { badParts, contradictingParts, joinParts, partsOfContact } from './contactParts.js'
import type { Caller } from './contacts.js'
import { partsOfProof } from './proofParts.js'
import type { SolvedState } from './realise.js'
import { composeEngagement, SCENE, type ScenePart } from './scene.js'

/**
 * Parts of an engagement on the side of one caller, and what trust makes of them: assessed for
 * real, never worked out beside it.
 */
export interface AssessedPart {
  readonly part: ScenePart
  readonly trust: Assessment['trust']
}

/**
 * What was put together before for questions about the same policies, as far as anybody looked.
 * Nothing here rests on what is asked, so one map serves all questions about the same policies.
 */
export type PutTogether = Map<string, Iterable<WeighedPart>>

/**
 * Where parts are put together: for which policies and who writes. Trust is assessed by the first
 * policy alone; an example of a difference is shown by decisions under each.
 */
export interface SceneSetup {
  /** Every policy of the question, and the one by which is assessed. */
  readonly policies: readonly CompiledPolicy[]
  readonly policy: CompiledPolicy
  readonly caller: Caller
  /** What a proof may have been given for. */
  readonly purposes: readonly string[]
  readonly made: PutTogether
}

interface WeighedPart extends AssessedPart {
  readonly risks: readonly string[]
}

/** More engagements than this are not assessed to put one state together. */
const MOST_ASSESSED = 600

/** More combinations of what is known and proved are not even listed. */
const MOST_COMBINED = 4_000

/**
 * Puts together what a state supposes, the lightest first: first who writes and what they proved,
 * then one risk after the other.
 *
 * A risk never raises trust, so what has fallen below the state is given up with everything it
 * would hold. That nothing is yielded does not say that there is no such engagement: it makes an
 * answer `open`.
 */
export function* putTogether(workshop: SceneSetup, state: SolvedState): Generator<AssessedPart> {
  const { policy, caller } = workshop
  const { risks, trust } = state.assessment
  const wanted = risks
    // It follows from the records themselves, which `basesFor` makes contradict each other.
    .filter((risk) => risk !== 'conflict')
    .map((risk) => ({ risk, parts: partsOfRisk(workshop, risk) }))
    .toSorted((a, b) => a.parts.length - b.parts.length)
  let left = MOST_ASSESSED
  const isEnough = ({ trust: { write, read } }: AssessedPart): boolean =>
    write >= trust.write && read >= trust.read
  function* withRisks(
    whole: WeighedPart,
    [next, ...others]: typeof wanted,
  ): Generator<AssessedPart> {
    if (next === undefined) {
      yield whole
      return
    }
    if (whole.risks.includes(next.risk)) {
      yield* withRisks(whole, others)
      return
    }
    for (const part of next.parts) {
      left -= 1
      if (left < 0) return
      const more = assessPart(policy, caller, joinParts(whole.part, part))
      if (isEnough(more) && more.risks.includes(next.risk)) yield* withRisks(more, others)
    }
  }
  for (const base of basesFor(workshop, state)) {
    if (left < 0) return
    if (isEnough(base)) yield* withRisks(base, wanted)
  }
}

// What a proof was given for is asked for, or it would not count.
function assessPart(policy: CompiledPolicy, { contact }: Caller, part: ScenePart): WeighedPart {
  const { amount, payee } = SCENE
  const asked = purposesOf(part)
  const intent = { classes: asked, actions: asked, amount, payee }
  const { trust, risks } = assess(composeEngagement(contact, [part], { intent }), SCENE.at, policy)
  return { part, trust, risks }
}

/** Lists what the proofs among some evidence were given for. */
export const purposesOf = ({ evidence = [] }: ScenePart): readonly string[] =>
  evidence.flatMap(({ purpose }) => (typeof purpose === 'string' ? [purpose] : []))

// What is proved and known does not depend on the risks of a state, nor on what is asked for.
function basesFor(
  { policies, policy, caller, purposes, made }: SceneSetup,
  { assessment: { supports, trust }, amount }: SolvedState,
): Iterable<WeighedPart> {
  const isContradicted = trust.resolution === 'conflict'
  const situation = [caller.contact, caller.session, isContradicted, supports, purposes, amount]
  const key = JSON.stringify(situation)
  const known = made.get(key)
  if (known !== undefined) return known
  const contact = partsOfContact(policy, caller, tenuresOf(policies))
  const scene = { settings: policy, caller, purposes, ...amount }
  const proofs = supports.map((support, place) => {
    const isEnough = (part: ScenePart): boolean =>
      assessPart(policy, caller, part).trust.write >= support.grade
    return partsOfProof(scene, support, place).flatMap((ways) => bestWays(ways, isEnough))
  })
  const against = isContradicted ? [contradictingParts(policy)] : []
  const parts = [contact, ...proofs, ...against]
    .reduce<readonly ScenePart[]>(
      (some, list) =>
        some.flatMap((one) => list.map((other) => joinParts(one, other))).slice(0, MOST_COMBINED),
      [{}],
    )
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))
    .slice(0, MOST_ASSESSED)
  const bases = mapWhenAsked(parts, (part) => assessPart(policy, caller, part))
  made.set(key, bases)
  return bases
}

const sizeOf = ({ evidence = [], claims = {}, readers = [] }: ScenePart): number =>
  evidence.length + Object.keys(claims).length + (readers?.length ?? 1)

// A part that proves enough needs no other part; a single item may depend on what is known of the person who
// writes.
function bestWays(
  ways: readonly ScenePart[],
  isEnough: (part: ScenePart) => boolean,
): readonly ScenePart[] {
  if (ways.length <= MOST_WAYS) return ways
  const single = ways.filter((part) => sizeOf(part) === 1).slice(0, MOST_WAYS)
  const enough: ScenePart[] = []
  for (const part of ways) {
    if (enough.length >= MOST_WAYS) break
    if (!single.includes(part) && isEnough(part)) enough.push(part)
  }
  return single.length + enough.length === 0 ? ways : [...single, ...enough]
}

const MOST_WAYS = 2

/** Makes a list whose items are made when somebody first looks at them, and then kept. */
function mapWhenAsked<From, Item>(
  list: readonly From[],
  make: (one: From) => Item,
): Iterable<Item> {
  const made: Item[] = []
  return {
    *[Symbol.iterator]() {
      for (const [at, from] of list.entries()) {
        const item = made[at] ?? make(from)
        made[at] = item
        yield item
      }
    },
  }
}

/**
 * Gives days of tenure between the windows that policies set, in which they may count a tie
 * otherwise. With fewer than three windows the ties that are there anyway tell them apart.
 */
export function tenuresOf(policies: readonly CompiledPolicy[]): readonly number[] {
  const windows = policies.flatMap(({ risk }) => [risk.quarantine, risk.reassignmentConfirmed])
  const distinct = [...new Set(windows)].sort((a, b) => a - b)
  return distinct.length < 3
    ? []
    : distinct.map((window) => Math.ceil(window / (24 * 60 * MINUTE)) + 1)
}

/**
 * Lists what raises a risk that trust then sees of somebody on file who writes from there.
 *
 * Asked of trust and not of a table, so that a method's new risk is found without a line here.
 */
const partsOfRisk = (setup: SceneSetup, risk: string): readonly ScenePart[] =>
  [...newsFor(setup)].flatMap(({ part, risks }) => (risks.includes(risk) ? [part] : []))

// Everything that may be known of somebody on file, good or bad, with the risks that trust sees. It depends on no
// state.
function newsFor({ policy, caller, made }: SceneSetup): Iterable<WeighedPart> {
  const key = JSON.stringify(['news', caller.contact, caller.session])
  const known = made.get(key)
  if (known !== undefined) return known
  const contact = partsOfContact(policy, caller)
  const [onFile = {}] = contact.slice(1)
  const parts = [...contact, ...badParts(policy, caller).map(({ part }) => part)]
  const news = mapWhenAsked(parts, (part) => ({
    ...assessPart(policy, caller, joinParts(onFile, part)),
    part,
  }))
  made.set(key, news)
  return news
}
