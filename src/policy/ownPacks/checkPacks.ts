import { IDENTIFIER_TYPES } from '../../decide/index.js'
import { DEFAULT_RISK, riskSettings, tightenRisk } from '../../trust/index.js'
import { checkRequirement, type DocumentFacts } from '../checkRequirements.js'
import { checkList, checkWord, type DeclaredNames } from '../checkWords.js'
import type { PolicyDocument, RequirementWord } from '../document.js'
import { readSettings } from '../documentForms.js'
import { type FormIssue, wordIssue } from '../formIssues.js'
import { packs as shipped } from '../packs/index.js'
import { asList, readRequirement } from '../readRequirement.js'
import type { PathSteps } from '../readSource.js'
import { ACTION_KINDS, CLASS_KINDS, REFUSABLE } from '../vocabulary.js'
import { ASKING_PARTS, type PARTS_OF_KINDS, type PackDocument } from './packDocument.js'
import { GIVEN_TO_NOBODY, ownPacksOf } from './readPack.js'

/** What packs are checked against, and where one of them stands. */
interface PackPlace extends DocumentFacts {
  /** The policy that names the pack: its classes and actions are what kinds can be. */
  readonly document: PolicyDocument
  /** Where the pack stands in it. */
  readonly at: PathSteps
}

/**
 * Checks the packs of the business's own that a policy names: known words, a name that no other
 * pack has, and nothing that could not tighten anything. A rule that seems to guard and does not is
 * worse than none, so it is refused.
 *
 * Codes: `unknown_pack`, `duplicate_name`, `unknown_kind`, `except_of_named_kinds`, `pack_loosens`,
 * and those of requirements.
 */
export function checkPacks(document: PolicyDocument, facts: DocumentFacts): readonly FormIssue[] {
  const all = document.packs ?? []
  const nameOf = (one: string | PackDocument): string => (typeof one === 'string' ? one : one.pack)
  const names = all.map(nameOf)
  return all.flatMap((one, index) => {
    const at: PathSteps = ['packs', index]
    if (typeof one === 'string')
      return checkWord(
        one,
        at,
        'unknown_pack',
        shipped.map(({ name }) => name),
      )
    const isTaken = shipped.some(({ name }) => name === one.pack) || names.indexOf(one.pack) < index
    return [
      ...(isTaken ? [wordIssue('duplicate_name', [...at, 'pack'], one.pack)] : []),
      ...checkPack(one, { ...facts, document, at }),
    ]
  })
}

/** Checks one pack, part by part. Dates in it are checked with all others of the policy. */
function checkPack(pack: PackDocument, place: PackPlace): readonly FormIssue[] {
  const { at, document, names } = place
  const kinds = kindsIn(document)
  const checkKinds = (key: (typeof PARTS_OF_KINDS)[number], known: readonly string[]) =>
    Object.entries<KindRule>(pack[key] ?? {}).flatMap(([name, rule]) => [
      ...checkList(rule.kinds, [...at, key, name, 'kinds'], 'unknown_kind', known),
      ...checkList(rule.except, [...at, key, name, 'except'], 'unknown_kind', known),
      // Only a rule about everything can leave something out; beside named kinds the word would
      // have no effect.
      ...(rule.except !== undefined && !asList(rule.kinds).includes('*')
        ? [wordIssue('except_of_named_kinds', [...at, key, name, 'except'])]
        : []),
    ])
  return [
    ...checkKinds('classes', ['*', ...kinds.classes]),
    ...checkKinds('delivery', [...kinds.classes, ...kinds.actions]),
    ...checkKinds('actions', kinds.actions),
    ...checkKinds('redact', kinds.classes),
    ...Object.entries(pack.training ?? {}).flatMap(([skill, words]) =>
      checkList(words, [...at, 'training', skill], 'unknown_kind', kinds.classes),
    ),
    ...Object.entries(pack.refuses ?? {}).flatMap(([name, { evidence }]) =>
      checkWord(evidence, [...at, 'refuses', name, 'evidence'], 'unknown_evidence', REFUSABLE),
    ),
    ...ASKING_PARTS.flatMap((key) =>
      Object.entries<{ readonly requires: RequirementWord | typeof GIVEN_TO_NOBODY }>(
        pack[key] ?? {},
      ).flatMap(([name, { requires }]) =>
        checkRequired(requires, [...at, key, name, 'requires'], place, key),
      ),
    ),
    ...checkShown(pack, at, names),
    ...checkRisk(pack, at),
  ]
}

interface KindRule {
  readonly kinds?: string | readonly string[]
  readonly except?: string | readonly string[]
}

// What something may be known by: kinds of regulations, kinds that packs declare, and the names
// that the policy gives.
const kindsIn = (document: PolicyDocument) => {
  const own = ownPacksOf(document).flatMap((pack) => pack.kinds ?? [])
  return {
    classes: [...CLASS_KINDS, ...own, ...Object.keys(document.classes)],
    actions: [...ACTION_KINDS, ...own, ...Object.keys(document.actions ?? {})],
  }
}

/**
 * Checks what one rule asks: something that can be met, and anything at all. A rule that asks for
 * `anonymous` and nothing else cannot tighten (`pack_loosens`).
 */
function checkRequired(
  word: RequirementWord | typeof GIVEN_TO_NOBODY,
  at: PathSteps,
  place: PackPlace,
  key: (typeof ASKING_PARTS)[number],
): readonly FormIssue[] {
  if (word === GIVEN_TO_NOBODY) return []
  // As in a policy: whoever says only who may read along has not said who may have it done.
  if (key === 'actions' && typeof word === 'object' && word.write === undefined)
    return [wordIssue('requirement_without_level', at, undefined, ['write'])]
  const { write, read, ...parts } = readRequirement(word, key === 'classes')
  const asksNothing =
    write === 0 &&
    read === 0 &&
    Object.keys(parts).length === 0 &&
    (typeof word !== 'object' || word.unless === undefined)
  return [
    // A level is told; an object by its place alone.
    ...(asksNothing
      ? [wordIssue('pack_loosens', at, typeof word === 'object' ? undefined : `${word}`)]
      : []),
    ...checkRequirement(word, at, place),
  ]
}

// Whoever may see all of something is held to nothing, so `keep` is no rule. A rule says what it is
// about: kinds of identifier, kinds of data, or everything.
const checkShown = (
  { redact = {} }: PackDocument,
  at: PathSteps,
  { identifiers }: DeclaredNames,
): readonly FormIssue[] =>
  Object.entries(redact).flatMap(([name, rule]) => {
    const path = [...at, 'redact', name]
    const isOfNothing =
      rule.all !== true && rule.identifiers === undefined && rule.kinds === undefined
    return [
      ...(rule.at_most === 'keep'
        ? [wordIssue('pack_loosens', [...path, 'at_most'], rule.at_most)]
        : []),
      ...(isOfNothing
        ? [wordIssue('missing', path, undefined, ['identifiers', 'kinds', 'all'])]
        : []),
      ...checkList(rule.identifiers, [...path, 'identifiers'], 'unknown_identifier', [
        ...identifiers,
        ...IDENTIFIER_TYPES,
      ]),
    ]
  })

// Looser than what holds where nobody says anything: such a line can only be meant to loosen.
function checkRisk({ risk = {} }: PackDocument, at: PathSteps): readonly FormIssue[] {
  const own = readSettings(riskSettings, risk)
  const said: Readonly<Record<string, number | undefined>> = own
  const tightened: Readonly<Record<string, number>> = tightenRisk(DEFAULT_RISK, own)
  return Object.entries(riskSettings).flatMap(([name, { word }]) =>
    said[name] === undefined || said[name] === tightened[name]
      ? []
      : [wordIssue('pack_loosens', [...at, 'risk', word])],
  )
}
