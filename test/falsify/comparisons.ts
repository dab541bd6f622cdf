import { applyEdit, compareText, diff, mutate } from '../../src/analysis/index.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Decision, Redaction } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'
import type { Choose } from '../trust/evidenceWorld.js'
import { changePolicy } from './changePolicy.js'
import type { DecidedCase, TriedPolicy } from './counts.js'

/** Everything that a policy decides for somebody: what is said besides, such as reasons, is no decision. */
export const decidedBy = (decision: Decision): string => {
  const { trust, disclosure, actions, route, redaction, stepUp, notices, breakGlass, shared } =
    decision
  const { id: _, ...goes } = route
  const sorted = (words: Readonly<Record<string, string>>) =>
    Object.entries(words)
      .filter(([, word]) => word !== 'none')
      .sort()
  return JSON.stringify([
    [trust.write, trust.read, trust.resolution],
    sorted(disclosure),
    sorted(actions),
    goes,
    Object.values(redaction).map(rulesIn),
    stepUp.map(({ methods, opens }) => [methods, [...opens].sort()]),
    notices.map(({ action, to }) => `${action} ${to}`).sort(),
    breakGlass && { ...breakGlass, classes: [...breakGlass.classes].sort() },
    shared && [sorted(shared.disclosure), sorted(shared.actions), shared.route.queue],
  ])
}

/** Compares a policy with others that are a little changed, and looks for somebody who shows that they are not the same. */
export function tryDiff(
  { seed, policy, cases, counts, report }: TriedPolicy,
  choose: Choose,
  document: PolicyDocument,
): void {
  for (let round = 0; round < 3; round += 1) {
    const changed = changePolicy(choose, document)
    const compiled = compilePolicy(changed)
    if (!compiled.ok) continue
    const other = compiled.value
    // What is said otherwise is never called unchanged: to look for examples of it as well takes most of the time.
    if (round > 0 && compareText(policy, other).changes.length > 0) {
      counts.changed += 1
      continue
    }
    const compared = diff(policy, other)
    if (!compared.ok) continue
    if (!saysUnchanged(compared.value)) {
      counts.changed += 1
      if (compared.value.notCompared.length > 0) {
        counts.notCompared += 1
        report('not compared', { seed, round, found: compared.value.notCompared })
      }
      continue
    }
    counts.unchanged += 1
    const liar = cases.find((one) => isOtherwise(one, other, [decidedBy, askedBy]))
    if (liar === undefined) continue
    counts.falseUnchanged += 1
    report('unchanged', {
      seed,
      change: changeOf(document, changed),
      liar: liar.engagement,
      at: liar.at,
    })
  }
}

// A rule for a kind of identifier that does what is done to all others says nothing.
const rulesIn = (rules: Redaction['log']): readonly string[] => {
  const isStandard = (rule: (typeof rules)[number]): boolean =>
    rule.target === 'text' && rule.identifier === 'default'
  const standard = rules.find(isStandard)?.action
  const saying = rules.filter(
    (rule) =>
      rule.target === 'field' || 'finds' in rule || isStandard(rule) || rule.action !== standard,
  )
  return saying.map((rule) => JSON.stringify(rule)).sort()
}

/** Tells whether somebody is told otherwise by another policy, in any of some things that are said of a decision. */
export function isOtherwise(
  { engagement, at, decision }: DecidedCase,
  other: CompiledPolicy,
  things: readonly ((decision: Decision) => string)[],
): boolean {
  const after = evaluate(other, engagement, at)
  return things.some((said) => said(decision) !== said(after))
}

/** What somebody is asked for, such as a fresher login: it may be another though all is decided the same. */
const askedBy = ({ stepUp }: Decision): string =>
  JSON.stringify(
    // What an offer says is missing is a reason, and no part of what is asked for.
    stepUp.map(({ insufficient: _, opens, ...offer }) => ({ ...offer, opens: [...opens].sort() })),
  )

// What the one says and the other does not, for whoever looks into it.
const changeOf = (document: PolicyDocument, changed: PolicyDocument): readonly unknown[] => {
  const before: Readonly<Record<string, unknown>> = { ...document }
  return Object.entries(changed).flatMap(([key, part]) =>
    JSON.stringify(part) === JSON.stringify(before[key]) ? [] : [[key, before[key], part]],
  )
}

/** Whether a comparison says that nothing changed, whatever else it holds. */
const saysUnchanged = (found: object): boolean =>
  Object.entries(found).every(
    ([name, part]) => !Array.isArray(part) || part.length === 0 || name === 'same',
  )

/** Looks for somebody for whom a mutant that is called equivalent decides otherwise. */
export function tryMutants(
  { seed, cases, counts, report }: TriedPolicy,
  document: PolicyDocument,
): void {
  const found = mutate(document)
  if (!found.ok) return
  for (const { fate, edit, description } of found.value.mutants) {
    if (fate !== 'equivalent') continue
    const changed: object = Object(applyEdit(document, edit))
    const mutant = compilePolicy({ ...document, ...changed })
    if (!mutant.ok) continue
    counts.equivalent += 1
    const liar = cases.find((one) => isOtherwise(one, mutant.value, [decidedBy]))
    if (liar === undefined) continue
    counts.falseEquivalent += 1
    report('equivalent', { seed, description, liar: liar.engagement, at: liar.at })
  }
}
