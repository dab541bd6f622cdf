import type { Acting, Decision, Reason } from '../model/index.js'
import type { CompiledPolicy, Rule } from './compiled.js'
import { namedBy, type RequirementInput, shortfalls, shortfallsOfAction } from './meets.js'
import { PART_NAMES, requirementParts } from './requirement/parts.js'

// The words of RFC 9470 for what is insufficient, and the reason that an agent is told for each.
const CODES: ReadonlyMap<string, string> = new Map([
  ['read', 'read_trust_too_low'],
  ['write', 'write_trust_too_low'],
  ...PART_NAMES.map((name) => {
    const { shortfall, reason } = requirementParts[name]
    return [shortfall, reason] as const
  }),
])

/**
 * What a requirement can fall short in, by the words that `explain` and step-up use: two levels, each part of the
 * table, and acting for another.
 */
export const SHORTFALLS: readonly string[] = [...CODES.keys(), 'representative']

// The person may act for nobody whom they name, or not as this rule has it.
const codeOfUnnamed = ({ as }: Acting): string =>
  as.length === 0 ? 'not_a_representative' : 'representative_not_allowed'

/** What was asked for, by its name and its place in the intent, and how it is told what a rule of it falls short in. */
interface AskedName {
  readonly name: string
  readonly at: string
  readonly shortOf: typeof shortfalls
}

/** Names all that a rule falls short in: its requirements, and of whoever acts for another what is asked on top. */
function explain(
  rule: Rule,
  { name, at, shortOf }: AskedName,
  assessed: RequirementInput,
): readonly Reason[] {
  const named = namedBy(rule, assessed).flatMap((one) => one.requires)
  // Each that falls short says what of it does, with the pack's rule where a pack asks it.
  const short = [...rule.requires, ...named].flatMap((requirement) =>
    shortOf(requirement, assessed, name).map((shortfall) => ({
      code: CODES.get(shortfall) ?? 'write_trust_too_low',
      at,
      rule: requirement.rule ?? rule.id,
    })),
  )
  // Acting for another is a reason of its own where no tie of theirs is one that the rule names.
  const isUnnamed = assessed.acting !== undefined && named.length === 0
  const found = isUnnamed
    ? [...short, { code: codeOfUnnamed(assessed.acting), at, rule: rule.id }]
    : short
  // Two requirements may fall short in one thing: it is said once for each rule.
  return found.filter(
    (reason, index) =>
      found.findIndex(({ code, rule }) => code === reason.code && rule === reason.rule) === index,
  )
}

/** Gives a reason for everything that was asked for and is withheld, with its place in the intent and its rule. */
export function reasonsFor(
  policy: CompiledPolicy,
  assessed: RequirementInput,
  { disclosure, actions }: Pick<Decision, 'disclosure' | 'actions'>,
): readonly Reason[] {
  const { request } = assessed
  // By place in the intent, never by name: a name from outside is a received value.
  const classes = request.classes.flatMap((name, index) => {
    const at = `/intent/classes/${index}`
    const dataClass = policy.classes.find((known) => known.name === name)
    // A word that no rule knows is named by its place alone, for it may be anything that somebody wrote.
    if (dataClass === undefined) return [{ code: 'unknown_class', at }]
    if (disclosure[name] !== 'none' && disclosure[name] !== 'deliver_to_record') return []
    // Nothing is shown, so the least that would be shown is what falls short.
    const [lowest] = dataClass.rungs
    if (lowest !== undefined) return explain(lowest, { name, at, shortOf: shortfalls }, assessed)
    // Never given at all: by the rule of a pack, or as the class has no rung.
    const rules = dataClass.refusedBy ?? [`class.${name}`]
    return rules.map((rule) => ({ code: 'never_disclosed', at, rule }))
  })
  // Actions likewise: unknown, allowed, never allowed, or short of something.
  const asked = request.actions.flatMap((name, index) => {
    const at = `/intent/actions/${index}`
    const action = policy.actions.find((known) => known.name === name)
    if (action === undefined) return [{ code: 'unknown_action', at }]
    if (actions[name] === 'allow') return []
    // What is never allowed here falls short in nothing that the person could add.
    return action.denied
      ? [{ code: 'never_allowed', at, rule: action.id }]
      : explain(action, { name, at, shortOf: shortfallsOfAction }, assessed)
  })
  return [...classes, ...asked]
}
