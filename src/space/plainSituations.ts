import type { CompiledPolicy } from '../decide/index.js'
import { type Engagement, MINUTE } from '../model/index.js'
import {
  badParts,
  contradictingParts,
  countedParts,
  joinParts,
  partsOfContact,
} from './contactParts.js'
import { type Caller, callersOf } from './contacts.js'
import { clearedBy, specimensOf, stampOf, waysToMake } from './proofParts.js'
import { tenuresOf } from './putTogether.js'
import { composeEngagement, SCENE, type ScenePart, type Situation } from './scene.js'

/**
 * Lists people of every kind who write on every channel, without proof: unknown, on file, enrolled,
 * and capped by an agent. What a decision offers them is all that it may offer. Of channels of one
 * kind the first stands for all. They are compared where two policies offer other ways to step up.
 */
export function plainSituations(
  policies: readonly CompiledPolicy[],
  on: 'channels' | 'kinds' = 'channels',
): readonly Situation[] {
  const [policy] = policies
  if (policy === undefined) return []
  const rest = askingForAll(policies)
  const callers = on === 'kinds' ? callersByKind(policies) : callersOf(policies)
  return callers.flatMap((caller) => {
    const [nobody = {}, onFile = {}, enrolled = {}] = partsOfContact(policy, caller)
    const lowered = badParts(policy, caller).filter(({ name }) => name.startsWith('agent lowers'))
    return [nobody, onFile, enrolled, ...lowered.map(({ part }) => joinParts(enrolled, part))].map(
      (part) => askedBy(caller, part, rest),
    )
  })
}

/**
 * Lists one person for everything that trust may read otherwise under some policies: all that may
 * be known of who writes, everything against them, and every proof by itself, tied as well as may
 * be and as badly. Where two policies assess all of them alike, nothing that is known tells their
 * trust apart; it is no proof, as proofs are not combined.
 */
export function allSituations(policies: readonly CompiledPolicy[]): readonly Situation[] {
  const [policy] = policies
  if (policy === undefined) return []
  const rest = askingForAll(policies)
  return callersByKind(policies).flatMap((caller) => {
    const known = partsOfContact(policy, caller, tenuresOf(policies))
    const [, onFile = {}, enrolled = {}] = known
    const proofs = policies.flatMap((settings) =>
      specimensOf(settings).flatMap(([, specimen], place) =>
        specimen.says !== 'proof'
          ? []
          : [3, 2].flatMap((grade) =>
              waysToMake(
                { settings, caller, purposes: [] },
                specimen,
                grade,
                stampOf(MINUTE, place),
              ),
            ),
      ),
    )
    const bad = badParts(policy, caller).map(({ part }) => part)
    // How often something was tried shows only where somebody would be trusted otherwise.
    const counted = eachOnce(policies.flatMap((settings) => countedParts(settings, caller)))
    const cleared = caller.isPhone ? clearedBy(policy) : []
    const parts = [
      ...known,
      ...bad.map((part) => joinParts(enrolled, part)),
      ...contradictingParts(policy),
      ...proofs.flatMap((part) => [part, joinParts(onFile, part)]),
      ...counted.flatMap((part) =>
        proofs.map((proof) => joinParts(joinParts(enrolled, proof), part)),
      ),
      ...cleared.flatMap((one) =>
        one.about === 'phone' ? proofs.map((part) => joinParts(known.at(-1) ?? {}, part)) : [],
      ),
    ]
    return eachOnce(parts).map((part) => askedBy(caller, part, rest))
  })
}

/** Leaves out what is there already, by what it says. */
export const eachOnce = <Item>(items: readonly Item[]): readonly Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
]

// Callers of one kind differ in nothing but their names.
const callersByKind = (policies: readonly CompiledPolicy[]): readonly Caller[] => [
  ...new Map(callersOf(policies).map((caller) => [caller.kind, caller])).values(),
]

// A person who asks for everything is told what would open each thing.
function askingForAll(policies: readonly CompiledPolicy[]): Pick<Engagement, 'intent'> {
  const names = (of: 'classes' | 'actions'): readonly string[] => [
    ...new Set(policies.flatMap((policy) => policy[of].map(({ name }) => name))),
  ]
  const { amount, payee } = SCENE
  return { intent: { classes: names('classes'), actions: names('actions'), amount, payee } }
}

const askedBy = (
  { contact }: Caller,
  part: ScenePart,
  rest: Pick<Engagement, 'intent'>,
): Situation => ({ engagement: composeEngagement(contact, [part], rest), at: SCENE.at })
