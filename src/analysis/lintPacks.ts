import type { CompiledPolicy } from '../decide/index.js'
import { AUDIENCES, REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import {
  actionsOf,
  asList,
  momentOf,
  PARTS_OF_KINDS,
  type PolicyDocument,
  packsOf,
  type RequirementWord,
  rankOfWord,
} from '../policy/index.js'
import { engagementOf } from './engagementOf.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds what the author wrote and a pack takes back, by the name of the pack's rule, and packs that
 * speak of nothing. Packs only tighten, so none of it opens anything; but what is written looks as
 * if it were given.
 */
export const lintPacks: Check = ({ document, policy }) =>
  document.packs === undefined || document.packs.length === 0
    ? []
    : [
        ...lintRungs(document, policy),
        ...lintDenied(document, policy),
        ...lintShown(document, policy),
        ...lintIdlePacks(document, policy),
        ...lintOwnRules(document, policy),
      ]

/**
 * Finds rungs that the author wrote and a pack refuses (`rung_removed_by_pack`).
 *
 * A pack may forbid a class of some kind from a rung on: all that stands at that rung and above is
 * gone from what is compiled, and only the compiled class remembers by which rule.
 */
const lintRungs = (document: PolicyDocument, policy: CompiledPolicy): readonly Finding[] =>
  policy.classes.flatMap(({ name, refusedBy = [] }) => {
    const written = document.classes[name]
    const rules = packsOf(document)
      .flatMap((pack) => pack.classes)
      .filter(({ id }) => refusedBy.includes(id))
    return RUNGS.flatMap((rung): readonly Finding[] => {
      if (rung === 'none' || written?.[rung] === undefined) return []
      const removing = rules.filter(({ from }) => RUNGS.indexOf(from) <= RUNGS.indexOf(rung))
      return removing.length === 0
        ? []
        : [
            {
              code: 'rung_removed_by_pack',
              path: ['classes', name, rung],
              word: `${name}.${rung}`,
              by: removing.map(({ id }) => id).join(', '),
            },
          ]
    })
  })

/**
 * Finds actions that a pack forbids (`action_denied_by_pack`). An action that the document itself
 * denies is no pack's doing. The rule is looked for by the kinds of the action; where none is found
 * the packs are named.
 */
const lintDenied = (document: PolicyDocument, policy: CompiledPolicy): readonly Finding[] =>
  policy.actions.flatMap(({ name, kinds = [], denied }): readonly Finding[] => {
    if (!denied || actionsOf(document)[name]?.denied === true) return []
    const rule = packsOf(document)
      .flatMap((pack) => pack.actions)
      .find(
        (one) =>
          one.requires === undefined && [name, ...kinds].some((kind) => one.kinds.includes(kind)),
      )
    return [
      {
        code: 'action_denied_by_pack',
        path: ['actions', name],
        word: name,
        by: rule?.id ?? policy.packs.join(', '),
      },
    ]
  })

/**
 * Finds redaction that a pack tightens (`redaction_overridden_by_pack`), with the line that would
 * say what holds.
 *
 * What redaction shows an audience is the stricter of what the policy says and what its packs allow
 * at most, so a looser line in the document stands there for nothing.
 */
const lintShown = (document: PolicyDocument, policy: CompiledPolicy): readonly Finding[] =>
  AUDIENCES.flatMap((audience) =>
    Object.entries(document.redact?.[audience] ?? {}).flatMap(([word, own]): readonly Finding[] => {
      const { default: standard, identifiers, classes } = policy.redact[audience]
      const given = word === 'default' ? standard : (identifiers[word] ?? classes[word] ?? own)
      if (REDACTION_ACTIONS.indexOf(given) >= REDACTION_ACTIONS.indexOf(own)) return []
      const kinds = policy.classes.find(({ name }) => name === word)?.kinds ?? []
      const rule = packsOf(document)
        .flatMap((pack) => pack.redaction)
        .find(
          (one) =>
            one.audiences.includes(audience) &&
            one.atMost === given &&
            (one.all === true ||
              [word, ...kinds].some((name) =>
                [...(one.identifiers ?? []), ...(one.kinds ?? [])].includes(name),
              )),
        )
      return [
        {
          code: 'redaction_overridden_by_pack',
          path: ['redact', audience, word],
          word: `${word}: ${own}`,
          by: rule?.id ?? policy.packs.join(', '),
          suggestion: `${word}: ${given}`,
        },
      ]
    }),
  )

/**
 * Finds packs that guard nothing (`pack_without_effect`): all their rules speak of kinds that no
 * class and no action here is of. Mostly a `kind` was forgotten, and its author believes that the
 * law is kept.
 */
const lintIdlePacks = (document: PolicyDocument, policy: CompiledPolicy): readonly Finding[] => {
  const known = [...policy.classes, ...policy.actions].flatMap(({ name, kinds = [] }) => [
    name,
    ...kinds,
    '*',
  ])
  return (document.packs ?? []).flatMap((named, index): readonly Finding[] => {
    const word = typeof named === 'string' ? named : named.pack
    const pack = packsOf(document).find(({ name }) => name === word)
    const kinds = [
      ...(pack?.classes ?? []),
      ...(pack?.actions ?? []),
      ...(pack?.delivery ?? []),
      ...(pack?.training ?? []),
      ...(pack?.redaction ?? []),
    ].flatMap((rule) => rule.kinds ?? [])
    // Rules about texts, evidence or risks apply whatever classes there are.
    const isAboutText = pack?.redaction.some(({ identifiers, all }) => identifiers ?? all)
    const isAboutAll = [...(pack?.refuses ?? []), ...Object.keys(pack?.risk ?? {})].length > 0
    return isAboutText === true ||
      (typeof named !== 'string' && isAboutAll) ||
      kinds.some((kind) => known.includes(kind))
      ? []
      : [
          {
            code: 'pack_without_effect',
            path: ['packs', index],
            word,
            by: [...new Set(kinds)].join(', '),
          },
        ]
  })
}

/**
 * Finds single rules of the business's own packs that guard nothing here: those of kinds that nothing is of, and those
 * that ask for nothing but a date which has passed by the newest test. Of a regulation most rules speak of something else.
 */
function lintOwnRules(document: PolicyDocument, policy: CompiledPolicy): readonly Finding[] {
  const known = new Set(['*', ...[...policy.classes, ...policy.actions].flatMap(namesOf)])
  return (document.packs ?? []).flatMap((pack, index) =>
    typeof pack === 'string'
      ? []
      : PARTS_OF_KINDS.flatMap((part) =>
          Object.entries<OwnRule>(pack[part] ?? {}).flatMap(([name, rule]): readonly Finding[] => {
            const path = ['packs', index, part, name]
            const word = `${pack.pack}.${name}`
            const kinds = asList(rule.kinds)
            if (kinds.length > 0 && !kinds.some((kind) => known.has(kind)))
              return [{ code: 'pack_rule_without_effect', path, word, by: kinds.join(', ') }]
            return isOverAndOpen(rule, document)
              ? [{ code: 'pack_rule_guards_nothing', path, word }]
              : []
          }),
        ),
  )
}

/**
 * A rule of any part of a pack, as far as it is looked at here.
 *
 * The four parts share what is looked at; the rest of each differs.
 */
interface OwnRule {
  readonly kinds?: string | readonly string[]
  readonly requires?: RequirementWord | 'never'
}

const namesOf = ({
  name,
  kinds = [],
}: {
  readonly name: string
  readonly kinds?: readonly string[]
}) => [name, ...kinds]

/**
 * Tells whether a rule asks no more than that a moment has come, and the newest test shows that it has.
 *
 * Such a rule holds nothing back any more: after its date everybody meets it.
 */
function isOverAndOpen({ requires }: OwnRule, { tests = [], zone }: PolicyDocument): boolean {
  if (typeof requires !== 'object') return false
  const { write = 0, read = 0, from, source: _, ...rest } = requires
  const begins = from === undefined ? null : momentOf(from, zone)
  const newest = Math.max(...tests.map(({ given }) => engagementOf(given).at))
  const asksNoLevel = [write, read].every((level) => rankOfWord(level) === 0)
  return asksNoLevel && Object.keys(rest).length === 0 && begins !== null && begins <= newest
}
