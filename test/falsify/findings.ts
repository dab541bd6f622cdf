import {
  applyEdit,
  type Finding,
  lintConditions,
  lintDocument,
  lintPolicy,
} from '../../src/analysis/index.js'
import type { Decision } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'
import { openSpace } from '../../src/space/index.js'
import { decidedBy, isOtherwise } from './comparisons.js'
import type { TriedPolicy } from './counts.js'

/** Sees whether what is said never to be so is so for somebody. */
export function tryLint(known: TriedPolicy, document: PolicyDocument): void {
  const { seed, policy, cases, counts, report } = known
  const found = lintPolicy(openSpace(policy))
  if (!found.ok) return
  for (const finding of [...found.value, ...lintDocument({ document, policy })]) {
    const isTaken = takenBy(finding)
    if (isTaken === null) continue
    counts.neverTaken += 1
    if (!cases.some(({ decision }) => isTaken(decision))) continue
    counts.falseNeverTaken += 1
    report('never', { seed, code: finding.code, word: finding.word })
  }
  // Every condition is looked at by itself, which takes the longest of all.
  if (seed % 4 === 0) tryRedundant(known, document)
}

/** Tells what would show a finding to be wrong; `null` where a decision cannot. */
function takenBy({ code, word, path }: Finding): ((decision: Decision) => boolean) | null {
  switch (code) {
    case 'route_never_taken':
    case 'route_shadowed':
      return ({ route }) => route.id === word
    case 'rung_never_given':
      return ({ disclosure }) => disclosure[String(path[1])] === path[2]
    case 'delivery_never_given':
      return ({ disclosure, actions }) =>
        (path[0] === 'classes' ? disclosure : actions)[word] === 'deliver_to_record'
    case 'class_never_opened':
      return ({ disclosure }) => (disclosure[word] ?? 'none') !== 'none'
    case 'action_never_allowed':
      return ({ actions }) => actions[word] === 'allow'
    case 'level_never_reached':
      return ({ trust }) => trust.level === word
    case 'break_glass_opens_nothing':
      return ({ breakGlass, redaction }) =>
        breakGlass?.classes.includes(word) === true &&
        redaction.agent.some(
          (rule) => rule.target === 'field' && rule.class === word && rule.action !== 'drop',
        )
    default:
      return null
  }
}

/** Deletes what is called redundant, each by itself, and sees whether anything is decided otherwise. */
function tryRedundant(
  { seed, cases, counts, report }: TriedPolicy,
  document: PolicyDocument,
): void {
  const found = lintConditions(document)
  if (!found.ok) return
  for (const one of found.value) {
    if (one.code !== 'condition_redundant') continue
    const { path, remove } = one
    const changed: object = Object(applyEdit(document, { path }))
    const other = compilePolicy({ ...document, ...changed })
    if (!other.ok) continue
    counts.redundant += 1
    const liar = cases.find((one) => isOtherwise(one, other.value, [decidedBy]))
    if (liar === undefined) continue
    counts.falseRedundant += 1
    report('redundant', { seed, path, remove, liar: liar.engagement, at: liar.at })
  }
}
