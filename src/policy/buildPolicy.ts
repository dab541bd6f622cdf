import {
  type ActionRule,
  type CompiledPolicy,
  type Condition,
  conditionAtoms,
  digestPolicy,
  type PolicyPart,
  type Route,
  stepUpMethodOf,
} from '../decide/index.js'
import { compareTexts, entriesInOrder, readSeconds, sorted } from '../model/index.js'
import {
  DEFAULT_RISK,
  type RiskSettings,
  riskSettings,
  tightenRisk,
  withinRegistry,
} from '../trust/index.js'
import { buildBreakGlass } from './buildBreakGlass.js'
import {
  buildClasses,
  buildDelivery,
  kindsOf,
  mergeSources,
  requiredBy,
  speaksOf,
} from './buildClasses.js'
import { declarationsOf } from './buildFacts.js'
import { buildRedaction } from './buildRedaction.js'
import { buildRefusals } from './buildRefusals.js'
import { buildCounters } from './counters.js'
import {
  type ActionDocument,
  actionsOf,
  type ConditionDocument,
  type PolicyDocument,
} from './document.js'
import { readSettings } from './documentForms.js'
import { buildKnowledge } from './knowledge.js'
import { neededShape } from './neededShape.js'
import { buildOwnMethods, gradesOf } from './ownMethods.js'
import { packsOf } from './ownPacks/readPack.js'
import { byId, type Pack } from './packs/index.js'
import { asOneCondition, plainDocument } from './plainConditions.js'
import { asList, rankOfWord, readRequirement, sourcesOf } from './readRequirement.js'
import { buildActionRepresentatives } from './representatives.js'
import { type SkilledRoute, spreadSkills } from './routeSkills.js'

/**
 * Builds the compiled policy of a document that was checked. The order of classes, actions and
 * packs changes nothing; the order of routes and of step-up methods is the author's. What it was
 * made of (`parts`) is only noted down.
 *
 * It is total for a checked document and fails for none: what could be wrong was told by
 * `checkDocument`. The digest is taken last, over all that is said, so two policies with one digest
 * decide alike.
 */
export function buildPolicy(
  written: PolicyDocument,
  parts: readonly PolicyPart[] = [],
): CompiledPolicy {
  const document = plainDocument(written)
  const packs = packsOf(document)
  const classes = buildClasses(document)
  /**
   * All that the policy says. What is optional is left out where it is empty: a key that is added
   * to compiled policies later must not change the digest of a policy that does not use it.
   */
  const said: Omit<CompiledPolicy, 'countersign' | 'digest'> = {
    name: document.policy,
    version: document.version,
    packs: packs.map(({ name }) => name),
    classes,
    actions: Object.entries(actionsOf(document))
      .map(([name, action]) => buildAction(name, action, packs))
      .sort((a, b) => compareTexts(a.name, b.name)),
    // One way to step up may have several words; the compiled policy has its name of today.
    stepUp: [...new Set((document.stepUp ?? []).map((word) => stepUpMethodOf(word)?.name ?? word))],
    routes: document.routes.flatMap((route) =>
      spreadSkills(route, declarationsOf(document.facts ?? {}), (one = {}, other) =>
        asOneCondition([one, other]),
      ).map(buildRoute),
    ),
    redact: buildRedaction(document.redact ?? {}, classes, packs),
    risk: buildRisk(document.risk ?? {}, packs),
    issuers: [...(document.issuers ?? [])]
      .map(gradesOf)
      // A pack asks for factors: an issuer's map makes none of what is no factor.
      .map((issuer) => (packs.length > 0 ? withinRegistry(issuer) : issuer))
      .sort((a, b) => compareTexts(a.issuer, b.issuer)),
    channels: [...(document.channels ?? [])]
      .map(({ scheme, grade, session }) => ({
        scheme,
        grade: rankOfWord(grade ?? 'claimed'),
        session: session ?? false,
      }))
      .sort((a, b) => compareTexts(a.scheme, b.scheme)),
    refuses: buildRefusals(document),
    // Days of invariants begin in it, so it stays with the policy.
    ...(document.zone !== undefined && { zone: document.zone }),
    ...buildKnowledge(document.knowledge),
    ...buildOwnMethods(document.methods),
    ...buildIdentifiers(document.identifiers),
    ...(document.facts === undefined || Object.keys(document.facts).length === 0
      ? {}
      : { facts: declarationsOf(document.facts) }),
    ...buildBreakGlass(document.break_glass),
    ...buildCounters(document.counters),
    // Absent where there are none, so that a policy without any keeps its digest.
    ...(document.roles?.length && { roles: sorted(document.roles) }),
    regions: [...new Set(document.regions ?? [])],
    // Absent where there are none, so that a policy without any keeps its digest.
    ...(document.allow?.length && { allow: sorted(document.allow) }),
    ...(parts.length > 0 && { parts }),
  }
  // The oldest form that says all of it, so that runtimes that are not updated can read it.
  const built = { countersign: neededShape(said), ...said }
  return { ...built, digest: digestPolicy(built) }
}

/**
 * Builds the kinds of identifier of the policy's own, in the order of their names. Absent
 * where there are none, so that a policy without any keeps its digest.
 */
const buildIdentifiers = (
  own: PolicyDocument['identifiers'] = {},
): Pick<CompiledPolicy, 'identifiers'> => {
  const built = entriesInOrder(own).map(([name, { words, ...rest }]) => [
    name,
    { ...rest, ...(words === undefined ? {} : { words: sorted(words) }) },
  ])
  return built.length === 0 ? {} : { identifiers: Object.fromEntries(built) }
}

/**
 * Builds an action: what the document asks and what every pack asks; a pack that asks what cannot
 * be met denies it. Notices of the document and of packs are added up: whoever is told by either is
 * told.
 */
function buildAction(name: string, document: ActionDocument, packs: readonly Pack[]): ActionRule {
  const known = kindsOf(name, document.kind)
  const rules = packs
    .flatMap((pack) => pack.actions)
    .filter(({ kinds }) => speaksOf(kinds, known))
    .sort(byId)
  const deliver = buildDelivery(`action.${name}`, document, known, packs)
  const kinds = sorted(asList(document.kind))
  const notify = [...asList(document.notify), ...rules.flatMap((rule) => rule.notify ?? [])]
  return {
    name,
    ...(kinds.length === 0 ? {} : { kinds }),
    id: `action.${name}`,
    requires: [readRequirement(document, false), ...requiredBy(rules)],
    sources: mergeSources(sourcesOf(document), rules),
    notify: sorted(notify),
    ...(deliver === undefined ? {} : { deliver }),
    ...buildActionRepresentatives(document),
    denied: document.denied === true || rules.some(({ requires }) => requires === undefined),
  }
}

/**
 * Builds a route, times in whole seconds; what is absent stays absent, so that the digest says what
 * was written.
 *
 * Times were checked (`wait_out_of_range`), so the `?? 1` is never taken: it is the shortest wait
 * that TaskRouter knows. An overflow without a priority of its own keeps the route's.
 */
const buildRoute = (route: SkilledRoute): Route => {
  const {
    id,
    when,
    queue,
    priority = 0,
    skills,
    known_worker,
    timeout,
    skip_if,
    overflow,
    unknownSkills,
  } = route
  const next = typeof overflow === 'string' ? { queue: overflow } : overflow
  return {
    id,
    when: buildCondition(when ?? {}),
    queue,
    priority,
    skills: [...new Set(skills)],
    ...(unknownSkills === undefined ? {} : { unknownSkills }),
    ...(known_worker === undefined ? {} : { knownWorker: readSeconds(known_worker) ?? 1 }),
    ...(timeout === undefined ? {} : { timeout: readSeconds(timeout) ?? 1 }),
    ...(skip_if === undefined ? {} : { skipIf: skip_if }),
    ...(next === undefined ? {} : { overflow: { priority, ...next } }),
  }
}

/**
 * Builds a condition. A threshold that everything reaches (`trust: anonymous`) is left out, so that
 * two ways to write one condition have one digest.
 */
export const buildCondition = (when: ConditionDocument): Condition =>
  readSettings(conditionAtoms, when)

/**
 * Builds the risk settings: the document's over the defaults, and then each pack tightens what is
 * looser than its own. The order of packs changes nothing, since the stricter of two is the same
 * whichever comes first.
 */
function buildRisk(
  document: NonNullable<PolicyDocument['risk']>,
  packs: readonly Pack[],
): RiskSettings {
  const own: RiskSettings = { ...DEFAULT_RISK, ...readSettings(riskSettings, document) }
  return packs.reduce((risk, pack) => tightenRisk(risk, pack.risk), own)
}
