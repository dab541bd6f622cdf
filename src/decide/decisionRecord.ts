import {
  type Answer,
  type Assessment,
  DAY,
  type Decision,
  type Disclosure,
  isByScheme,
  isRelation,
  isToAddress,
  type Limits,
  printInstant,
  type Rank,
  type Relation,
  type Request,
  type Resolution,
  toInstant,
  weaker,
} from '../model/index.js'
import { type RecordedGlass, recordGlass } from './breakGlass/recordGlass.js'
import type { CompiledPolicy, PolicyPart } from './compiled.js'
import { bandOf } from './declaredFacts.js'
import { policyIndexOf } from './policyIndex.js'
import type { Difference } from './shadow.js'
import { RECORD_FORM } from './shapeVersions.js'
import { bandsOf, codeOf, type SupportBand } from './supportBands.js'
import { factValueOf } from './truths.js'
import { CHANNEL_NAMES } from './vocabulary.js'

/** What was decided, by which policy and rules, on evidence bands. */
export interface DecisionRecord {
  /** The form of the record and its version: readers of logs tell by it what they may expect. */
  readonly record: 'countersign/1'
  /** The policy that decided: its name, version and digest. */
  readonly policy: Decision['policy']
  /** The bases and packs that the policy was made of. */
  readonly parts?: readonly PolicyPart[]
  /** The channel by its own name. */
  readonly channel: string
  /** The address scheme of a channel that the policy declares. */
  readonly scheme?: string
  /** Whether proof given on the channel covers later messages, where the assessment says so. */
  readonly session?: boolean
  /** How far the person was trusted, without who they are. */
  readonly trust: {
    /** How sure it was who asked, and who would read: 0 to 4. */
    readonly write: Rank
    readonly read: Rank
    readonly resolution: Resolution
    readonly tied: boolean
    /** By the layer that they cap and their code, such as `identifier.sim_swap_unknown`. */
    readonly caps: Readonly<Record<string, Rank>>
    /** What the weakest edge of the path is made by. */
    readonly bottleneck: string | null
  }
  /** As what they acted for another, where they wrote on behalf of one: none where no tie of theirs counted. */
  readonly acting?: readonly Relation[]
  /** The policy's roles of whoever of the staff would see the answer; absent where they have none. */
  readonly roles?: readonly string[]
  /** Who of the staff saw more than anybody is told, why, who approved it, and how long ago. */
  readonly breakGlass?: RecordedGlass
  /** What no proof of the person who writes lifts, where the assessment says so. */
  readonly limits?: Limits
  /** What else proof was given for than what was asked, as far as the policy knows the name; absent for nothing. */
  readonly heldFor?: readonly string[]
  /** Risks that were bad, by their codes. */
  readonly risks: readonly string[]
  /** `null` where no assessment was given: then the record cannot be replayed. */
  readonly supports: readonly SupportBand[] | null
  /** What was asked for, as far as the policy knows it. */
  readonly intent: {
    /** Asked for by name, as far as the policy knows the name; whatever else was asked for is not repeated. */
    readonly classes: readonly string[]
    readonly actions: readonly string[]
    /** Whether an amount and a payee were named, never which. */
    readonly amount: boolean
    readonly payee: boolean
  }
  /** The address of the business that was written to, as the policy names it; absent where it names none. */
  readonly to?: string
  /** When it was decided, as far as the policy's dates tell times apart; absent where it names none. */
  readonly time?: string
  /** Facts from the business that the policy reads, as far as it tells them apart: of a number only its band. */
  readonly context: Readonly<Record<string, string | number | boolean>>
  /** How much of each class could be said. */
  readonly disclosure: Readonly<Record<string, Disclosure>>
  /** The answer to each action. */
  readonly actions: Readonly<Record<string, Answer>>
  /** The identifier of the route that was taken. */
  readonly route: string
  /** What was offered, set by set. */
  readonly stepUp: readonly (readonly string[])[]
  /** Codes of what was withheld, ignored or capped, with the rule. */
  readonly reasons: readonly { readonly code: string; readonly rule?: string }[]
  /** What a candidate policy would have decided otherwise. */
  readonly shadow?: { readonly digest: string; readonly differences: readonly Difference[] }
}

/** What a record may be made from besides the engagement and its decision. */
interface RecordSources {
  /** Without it the record cannot be replayed. */
  readonly assessment?: Assessment
  /** Without it no context is recorded. */
  readonly policy?: CompiledPolicy
  readonly shadow?: NonNullable<DecisionRecord['shadow']>
}

/**
 * Makes the record of a decision: safe to log, because every word in it is the policy's own or one of a closed set,
 * and every fact a rank, a count or an age. With the assessment it is enough to decide again, see `replayRecord`.
 *
 * Total: what is not of a closed set is written as `other`, and what is not known is left out.
 */
export function recordDecision(
  request: Request,
  decision: Decision,
  { assessment, policy, shadow }: RecordSources,
): DecisionRecord {
  const { trust } = decision
  // A decision of an earlier version does not carry its channel.
  const { channel = request.channel }: Partial<Decision> = decision
  return {
    record: RECORD_FORM,
    policy: decision.policy,
    ...(policy?.parts && { parts: policy.parts }),
    // A channel that the table does not know is somebody's word.
    channel: CHANNEL_NAMES.find((name) => name === channel) ?? 'other',
    ...(assessment?.channel === undefined ? {} : { session: assessment.channel.session }),
    ...schemeOf(policy, request),
    trust: {
      write: trust.write,
      read: trust.read,
      resolution: trust.resolution,
      tied: trust.customer !== null,
      caps: capsOf(trust.caps),
      // The edge that would have to be better, by the kind of evidence that made it.
      bottleneck: codeOf(trust.path.find(({ bottleneck }) => bottleneck === true)?.by ?? null),
    },
    ...actingOf(decision, assessment),
    ...rolesOf(policy, request),
    ...recordGlass(policy, request, assessment),
    ...(assessment?.limits !== undefined && { limits: assessment.limits }),
    ...heldForOf(decision, assessment),
    risks: (assessment?.risks ?? []).flatMap((risk) => codeOf(risk) ?? []),
    supports: assessment === undefined ? null : bandsOf(assessment, request, decision),
    intent: {
      classes: request.classes.filter((name) => Object.hasOwn(decision.disclosure, name)),
      actions: request.actions.filter((name) => Object.hasOwn(decision.actions, name)),
      amount: request.amount !== undefined,
      payee: request.payee !== undefined,
    },
    ...toOf(policy, request),
    ...timeOf(policy, assessment),
    context: policy === undefined ? {} : contextOf(policy, request),
    disclosure: decision.disclosure,
    actions: decision.actions,
    route: decision.route.id,
    stepUp: decision.stepUp.map(({ methods }) => methods),
    reasons: decision.reasons.map(({ code, rule }) => ({
      code: codeOf(code) ?? 'other',
      ...(rule === undefined ? {} : { rule }),
    })),
    ...(shadow === undefined ? {} : { shadow }),
  }
}

// The assessment knows of a tie before they are verified, which a decision does not say.
const actingOf = (
  decision: Decision,
  assessment: Assessment | undefined,
): Pick<DecisionRecord, 'acting'> => {
  const acting = assessment === undefined ? decision.acting : assessment.acting
  return acting === undefined ? {} : { acting: acting.as.filter(isRelation) }
}

// A name that the policy does not know decides nothing.
function heldForOf(
  { actions, disclosure }: Decision,
  assessment: Assessment | undefined,
): Pick<DecisionRecord, 'heldFor'> {
  const held = (assessment?.heldFor ?? []).filter(
    (name) => Object.hasOwn(disclosure, name) || Object.hasOwn(actions, name),
  )
  return held.length === 0 ? {} : { heldFor: held }
}

// A role that the policy does not name decides nothing.
function rolesOf(
  policy: CompiledPolicy | undefined,
  { agent }: Request,
): Pick<DecisionRecord, 'roles'> {
  const roles = (policy?.roles ?? []).filter((role) => agent?.roles.includes(role) === true)
  return roles.length === 0 ? {} : { roles }
}

/** Lists what capped trust, the strictest of each layer and code. */
function capsOf(caps: Decision['trust']['caps']): Readonly<Record<string, Rank>> {
  const held: Record<string, Rank> = {}
  for (const { code, max, on } of caps) {
    const name = `${on}.${codeOf(code) ?? 'other'}`
    held[name] = weaker(max, held[name] ?? 4)
  }
  return held
}

/** Names the scheme of a channel of the policy's own; a scheme that it does not declare is an address's. */
const schemeOf = (policy: CompiledPolicy | undefined, request: Request): { scheme?: string } => {
  const declared = policy?.channels.find((custom) => isByScheme(custom.scheme, request))
  return declared === undefined ? {} : { scheme: declared.scheme }
}

/** Names the business's address as the policy writes it, by the longest that fits: a shorter one says less. */
function toOf(policy: CompiledPolicy | undefined, { to }: Request): Pick<DecisionRecord, 'to'> {
  if (policy === undefined || to === undefined) return {}
  const longest = policyIndexOf(policy).addresses.find((pattern) => isToAddress(pattern, to))
  return longest === undefined ? {} : { to: longest }
}

/**
 * Gives the time as far as the policy tells times apart: the last of its dates that has passed
 * stands for every time until the next; before the first, any time does. So a record says no more
 * of when somebody wrote than the policy asks.
 */
function timeOf(
  policy: CompiledPolicy | undefined,
  assessment: Assessment | undefined,
): Pick<DecisionRecord, 'time'> {
  if (policy === undefined || assessment === undefined) return {}
  const { dates } = policyIndexOf(policy)
  const [first] = dates
  if (first === undefined || toInstant(assessment.at) === null) return {}
  const passed = dates.findLast((date) => date <= assessment.at) ?? first - DAY
  const time = printInstant(passed)
  return time === null ? {} : { time }
}

/**
 * Keeps facts as far as the policy tells them apart: a declared one as its value or band, any other
 * only where it is what a condition names. Other facts of the business are not logged.
 */
function contextOf(policy: CompiledPolicy, request: Request): DecisionRecord['context'] {
  return Object.fromEntries(
    policyIndexOf(policy).facts.flatMap(([name, test]) => {
      const declared = policy.facts?.[name]
      const value = factValueOf(request, name, declared?.currency)
      const kept =
        declared === undefined
          ? typeof test !== 'object' && test === value
            ? test
            : undefined
          : bandOf(declared, value)
      return kept === undefined ? [] : [[name, kept] as const]
    }),
  )
}
