import type { CompiledPolicy } from '../decide/index.js'
import { AUDIENCES, REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { packs as allPacks, compilePolicy, type PolicyDocument } from '../policy/index.js'
import type { Check, Finding } from './finding.js'

/** Finds what the author wrote and a pack takes back, by the name of the pack's rule, and packs that speak of nothing. */
export const lintPacks: Check = ({ document, policy }) =>
  document.packs === undefined || document.packs.length === 0
    ? []
    : [
        ...lintRungs(document, policy),
        ...lintDenied(document, policy),
        ...lintShown(document, policy),
        ...lintIdlePacks(document),
      ]

const isIn = ({ name }: { readonly name: string }, policy: CompiledPolicy): boolean =>
  policy.packs.includes(name)

const lintRungs = (document: PolicyDocument, policy: CompiledPolicy): readonly Finding[] =>
  policy.classes.flatMap(({ name, refusedBy = [] }) => {
    const written = document.classes[name]
    const rules = allPacks
      .flatMap((pack) => pack.classes)
      .filter(({ id }) => refusedBy.includes(id))
    return RUNGS.flatMap((rung): readonly Finding[] => {
      if (rung === 'none' || written?.[rung] === undefined) return []
      const rule = rules.find(({ from }) => RUNGS.indexOf(from) <= RUNGS.indexOf(rung))
      return rule === undefined
        ? []
        : [
            {
              code: 'rung_removed_by_pack',
              path: ['classes', name, rung],
              word: `${name}.${rung}`,
              by: rule.id,
            },
          ]
    })
  })

const lintDenied = (document: PolicyDocument, policy: CompiledPolicy): readonly Finding[] =>
  policy.actions.flatMap(({ name, kinds = [], denied }): readonly Finding[] => {
    if (!denied || document.actions?.[name]?.denied === true) return []
    const rule = allPacks
      .filter((pack) => isIn(pack, policy))
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

const lintShown = (document: PolicyDocument, policy: CompiledPolicy): readonly Finding[] =>
  AUDIENCES.flatMap((audience) =>
    Object.entries(document.redact?.[audience] ?? {}).flatMap(([word, own]): readonly Finding[] => {
      const { default: standard, identifiers, classes } = policy.redact[audience]
      const given = word === 'default' ? standard : (identifiers[word] ?? classes[word] ?? own)
      if (REDACTION_ACTIONS.indexOf(given) >= REDACTION_ACTIONS.indexOf(own)) return []
      const kinds = policy.classes.find(({ name }) => name === word)?.kinds ?? []
      const rule = allPacks
        .filter((pack) => isIn(pack, policy))
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

// What a pack does is seen where it stands alone: beside others a stricter one may hide it.
function lintIdlePacks({ tests: _, invariants: __, ...bare }: PolicyDocument): readonly Finding[] {
  const told = (packs: readonly string[]): string | null => {
    const compiled = compilePolicy({ ...bare, packs })
    return compiled.ok ? JSON.stringify({ ...compiled.value, packs: [], digest: '' }) : null
  }
  const without = told([])
  return (bare.packs ?? []).flatMap((word, index): readonly Finding[] =>
    without !== null && told([word]) === without
      ? [{ code: 'pack_without_effect', path: ['packs', index], word }]
      : [],
  )
}
