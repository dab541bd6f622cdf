import type { CompiledPolicy, Requirement, Rule } from '../../decide/index.js'
import type { RequirementDocument } from '../document.js'
import { packs as shipped } from '../packs/index.js'
import { ACTION_KINDS, CLASS_KINDS } from '../vocabulary.js'
import type { PackClassDocument, PackDocument } from './packDocument.js'
import { GIVEN_TO_NOBODY } from './readPack.js'

/**
 * Prints what a requirement asks, as a document writes it. It is handed in, because whoever prints
 * policies prints packs as well.
 */
type PrintRequirement = (requirement: Requirement) => RequirementDocument

/** Where a rule of a pack is found in a compiled policy: by what it is about, and at which rung. */
interface RuleFound {
  /**
   * The class or action, by its name: a compiled policy no longer knows by which kind it was found.
   */
  readonly about: string
  /** Everything that is asked there, the policy's own among it. */
  readonly rule: Rule
  /** The rung; `full` for what has none, where it is not read. */
  readonly rung: PackClassDocument['rung']
}

/**
 * Prints the packs of a compiled policy: those that are shipped by their names, and what is left of
 * the business's own in it, which asks the same of the same things. What it added to caps, notices,
 * training and redaction stands in the policy.
 *
 * So a pack comes back by what it does to this policy: a rule about `financial` is printed as one
 * about the classes of that kind.
 */
export const printPacks = (
  policy: CompiledPolicy,
  print: PrintRequirement,
): readonly (string | PackDocument)[] =>
  policy.packs.map((name) =>
    shipped.some((pack) => pack.name === name) ? name : printPack(policy, name, print),
  )

function printPack(policy: CompiledPolicy, pack: string, print: PrintRequirement): PackDocument {
  const { classes, actions } = policy
  const rungs = classes.flatMap(({ name, rungs }) =>
    rungs.map((rule): RuleFound => ({ about: name, rule, rung: rule.rung })),
  )
  const sent = [...classes, ...actions].flatMap(({ name, deliver }): readonly RuleFound[] =>
    deliver === undefined ? [] : [{ about: name, rule: deliver, rung: 'full' }],
  )
  const done = actions.map((rule): RuleFound => ({ about: rule.name, rule, rung: 'full' }))
  const gather = (found: readonly RuleFound[]) => gatherRules(found, `${pack}.`, print)
  // Whatever it keeps from being given is not there, so the highest rung says as much as any.
  const refused = classes.flatMap(({ name, refusedBy = [] }) =>
    refusedBy.map((id) => [id, name] as const),
  )
  const kinds = [...classes, ...actions].flatMap((one) => one.kinds ?? [])
  const regulated: readonly string[] = [...CLASS_KINDS, ...ACTION_KINDS]
  return {
    pack,
    kinds: [...new Set(kinds.filter((kind) => !regulated.includes(kind)))],
    classes: {
      ...gather(rungs),
      ...Object.fromEntries(
        namesIn(
          refused.map(([id]) => id),
          `${pack}.`,
        ).map((name) => [
          name,
          {
            kinds: refused.flatMap(([id, about]) => (id === `${pack}.${name}` ? [about] : [])),
            rung: 'full' as const,
            requires: GIVEN_TO_NOBODY,
            source: UNSAID,
          },
        ]),
      ),
    },
    actions: withoutRung(gather(done)),
    delivery: withoutRung(gather(sent)),
    refuses: Object.fromEntries(
      policy.refuses.flatMap(({ kind, rule }) =>
        namesIn([rule], `${pack}.`).map((name) => [name, { evidence: kind, source: UNSAID }]),
      ),
    ),
  }
}

// A compiled policy keeps the citations of what it asks alone.
const UNSAID = 'not kept by the compiled policy'

/**
 * Gives the names of rules of a pack among ids, each once: `house.balance_on_chat` ->
 * `balance_on_chat` for the prefix `house.`.
 */
const namesIn = (ids: readonly string[], prefix: string): readonly string[] => [
  ...new Set(ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length))),
]

/**
 * Puts what one rule of a pack asks in several places together again: one rule, about all of these,
 * from the lowest rung at which it is found. It asks the same everywhere, so the first will do.
 */
function gatherRules(found: readonly RuleFound[], prefix: string, print: PrintRequirement) {
  const all = found.flatMap(({ about, rule, rung }) =>
    rule.requires.flatMap((requirement) => {
      const [name] = namesIn([requirement.rule ?? ''], prefix)
      if (name === undefined) return []
      const cited = `${prefix}${name}: `
      const sources = rule.sources.flatMap((source) =>
        source.startsWith(cited) ? [source.slice(cited.length)] : [],
      )
      return [{ name, about, rung, requirement, sources }]
    }),
  )
  return Object.fromEntries(
    [...new Set(all.map(({ name }) => name))].flatMap((name) => {
      const ofRule = all.filter((one) => one.name === name)
      const [first] = ofRule
      return first === undefined
        ? []
        : [
            [
              name,
              {
                kinds: [...new Set(ofRule.map(({ about }) => about))],
                rung: lowestOf(ofRule.map(({ rung }) => rung)),
                requires: print(first.requirement),
                source: first.sources,
              },
            ] as const,
          ]
    }),
  )
}

/** Rungs from lowest to highest; `full` is what is left. */
const lowestOf = (rungs: readonly PackClassDocument['rung'][]): PackClassDocument['rung'] =>
  (['accept', 'confirm', 'masked'] as const).find((rung) => rungs.includes(rung)) ?? 'full'

/** Rules of actions and deliveries have no rung. */
const withoutRung = <Printed extends object>(
  rules: Readonly<Record<string, Printed & Pick<PackClassDocument, 'rung'>>>,
) => Object.fromEntries(Object.entries(rules).map(([name, { rung: _, ...rule }]) => [name, rule]))
