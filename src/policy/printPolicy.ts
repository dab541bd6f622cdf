import { stringify } from 'yaml'
import {
  type ActionRule,
  breakGlassSettings,
  type CompiledPolicy,
  conditionAtoms,
  type DataClass,
  type Requirement,
  type Rule,
  requirementParts,
} from '../decide/index.js'
import { AUDIENCES, levelOf, printDuration, SECOND, withoutAbsent } from '../model/index.js'
import { riskSettings } from '../trust/index.js'
import { printFacts } from './buildFacts.js'
import { OWN_REFUSAL } from './buildRefusals.js'
import { printCounters } from './counters.js'
import type { PolicyDocument, RequirementDocument, RouteDocument } from './document.js'
import { printSettings } from './documentForms.js'
import { printKnowledge } from './knowledge.js'
import { printOwnMethods } from './ownMethods.js'
import { printPacks } from './ownPacks/printPack.js'
import { gatherSkills } from './routeSkills.js'

/**
 * Prints a compiled policy as a YAML document, for somebody who has only the compiled form.
 * Compiled again, it gives the same policy and digest. One exception: if a custom pack removed a
 * rung, the order of classes by sensitivity may change.
 *
 * A compiled policy holds no comments, tests and invariants, so they do not come back. What a base
 * said stands in the policy itself.
 */
export const printPolicy = (policy: CompiledPolicy): string =>
  stringify(toDocument(policy), { lineWidth: 110, aliasDuplicateObjects: false })

/**
 * Writes a compiled policy as a document.
 *
 * Packs come back by name, those of the business's own as what they ask. What packs added is added
 * again when it is compiled, so only the policy's own part is written. Caps, notices, training,
 * redaction and citations are written as they stand, because adding the packs' to them once more
 * changes nothing.
 */
function toDocument(policy: CompiledPolicy): PolicyDocument {
  const named = <Item extends { readonly name: string }, Printed>(
    items: readonly Item[],
    print: (item: Item) => Printed,
  ): Readonly<Record<string, Printed>> =>
    Object.fromEntries(items.map((item) => [item.name, print(item)]))
  const own = policy.refuses.filter(({ rule }) => rule === OWN_REFUSAL).map(({ kind }) => kind)
  return {
    policy: policy.name,
    version: policy.version,
    packs: printPacks(policy, printRequirement),
    ...(policy.zone !== undefined && { zone: policy.zone }),
    ...(policy.facts === undefined ? {} : { facts: printFacts(policy.facts) }),
    ...(policy.roles === undefined ? {} : { roles: policy.roles }),
    classes: named(policy.classes, printClass),
    actions: named(policy.actions, printAction),
    ...(policy.breakGlass === undefined
      ? {}
      : { break_glass: printSettings(breakGlassSettings, policy.breakGlass) }),
    ...(policy.counters && { counters: printCounters(policy.counters) }),
    stepUp: policy.stepUp,
    ...(policy.methods && { methods: printOwnMethods(policy.methods) }),
    routes: gatherSkills(policy.routes).map(printRoute),
    redact: Object.fromEntries(
      AUDIENCES.map((audience) => {
        const { default: standard, identifiers, classes } = policy.redact[audience]
        return [audience, { default: standard, ...classes, ...identifiers }]
      }),
    ),
    risk: printSettings(riskSettings, policy.risk),
    issuers: policy.issuers,
    channels: policy.channels.map(({ scheme, grade, session }) => ({
      scheme,
      grade: grade > 1 ? 2 : grade === 1 ? 1 : 0,
      session,
    })),
    ...(policy.knowledge && { knowledge: printKnowledge(policy.knowledge) }),
    regions: policy.regions,
    ...withoutAbsent({ allow: policy.allow, identifiers: policy.identifiers }),
    refuses: own,
  }
}

const printClass = ({ kinds, fields, rungs, deliver, agent }: DataClass) => ({
  ...(kinds === undefined ? {} : { kind: kinds }),
  ...(fields.length === 0 ? {} : { fields }),
  ...Object.fromEntries(rungs.map((rule) => [rule.rung, printRule(rule)])),
  ...printRungRepresentatives(rungs),
  ...(deliver === undefined ? {} : { deliver_to_record: printRule(deliver) }),
  ...(agent.length === 0 ? {} : { agent }),
})

const printAction = (action: ActionRule) => ({
  ...(action.kinds === undefined ? {} : { kind: action.kinds }),
  ...printRule(action),
  ...(action.representatives === undefined
    ? {}
    : {
        representative: action.representatives.map(({ as, requires }) => ({
          as,
          ...printOwn(requires),
        })),
      }),
  ...(action.notify.length === 0 ? {} : { notify: action.notify }),
  ...(action.deliver === undefined ? {} : { deliver_to_record: printRule(action.deliver) }),
  ...(action.denied ? { denied: true } : {}),
})

/**
 * Prints a route; its times are in seconds when compiled. Routes that were spread over the values
 * of a fact are one again.
 */
const printRoute = (route: ReturnType<typeof gatherSkills>[number]): RouteDocument => {
  const { id, when, queue, priority, skills, knownWorker, timeout, skipIf, overflow } = route
  return {
    id,
    ...(Object.keys(when).length === 0 ? {} : { when: printSettings(conditionAtoms, when) }),
    queue,
    priority,
    skills,
    ...(knownWorker === undefined ? {} : { known_worker: printDuration(knownWorker * SECOND) }),
    ...(timeout === undefined ? {} : { timeout: printDuration(timeout * SECOND) }),
    ...withoutAbsent({ skip_if: skipIf, overflow }),
  }
}

/** Prints a rule. Its first requirement is the policy's own; the others are of packs. */
function printRule({ requires, sources }: Rule): RequirementDocument {
  return {
    ...printOwn(requires),
    ...(sources.length === 0 ? {} : { source: sources }),
  }
}

const printOwn = ([own]: Rule['requires']): RequirementDocument =>
  own === undefined ? {} : printRequirement(own)

/**
 * Prints who may act for another. A rung that they may have is a block of its own: whoever
 * may have a higher one may have it by that as well.
 */
function printRungRepresentatives(rungs: DataClass['rungs']) {
  const blocks = rungs.flatMap(({ rung, representatives = [] }) =>
    representatives.map(({ as, requires }) => ({ as, [rung]: printOwn(requires) })),
  )
  return blocks.length === 0 ? {} : { representative: blocks }
}

const printRequirement = (requirement: Requirement): RequirementDocument => ({
  write: levelOf(requirement.write),
  read: levelOf(requirement.read),
  ...printSettings(requirementParts, requirement),
})
