import type { Requirement } from '../../decide/index.js'
import { riskSettings } from '../../trust/index.js'
import type { PolicyDocument, RequirementWord } from '../document.js'
import { readSettings } from '../documentForms.js'
import { byId, type Pack, packs as shipped } from '../packs/index.js'
import { asList, readRequirement } from '../readRequirement.js'
import type { PackDocument } from './packDocument.js'

/**
 * Gives the packs that a document names, shipped ones and its own, in the order of their names, so
 * that the order in which they are written changes nothing.
 */
export const packsOf = ({ packs = [] }: Pick<PolicyDocument, 'packs'>): readonly Pack[] =>
  [
    ...shipped.filter(({ name }) => packs.includes(name)),
    ...ownPacksOf({ packs }).map(readPack),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))

/**
 * Gives the packs of the business's own that a document was put together with: they are the objects
 * among words.
 */
export const ownPacksOf = ({
  packs = [],
}: Pick<PolicyDocument, 'packs'>): readonly PackDocument[] =>
  packs.flatMap((one) => (typeof one === 'string' ? [] : [one]))

/** What is written where nobody is ever given something. */
export const GIVEN_TO_NOBODY = 'never'

/**
 * Reads a pack of the business's own: each of its rules is named after the pack and itself. From
 * here on nothing tells it from a shipped one but `isOwn`.
 */
function readPack(document: PackDocument): Pack {
  const { pack, title = pack, risk = {}, training = {} } = document
  const rulesOf = <Rule extends PackRule>(rules: Readonly<Record<string, Rule>> = {}) =>
    Object.entries(rules)
      .map(([name, rule]) => ({ rule, id: `${pack}.${name}`, sources: sourcesOf(rule) }))
      // In one order, so that the order in which they are written changes nothing.
      .sort(byId)
  return {
    name: pack,
    title,
    isOwn: true,
    classes: rulesOf(document.classes).map(({ rule, ...named }) => ({
      ...named,
      kinds: asList(rule.kinds),
      except: asList(rule.except),
      from: rule.rung,
      ...requiredBy(rule.requires, true),
    })),
    actions: rulesOf(document.actions).map(({ rule, ...named }) => ({
      ...named,
      kinds: asList(rule.kinds),
      notify: asList(rule.notify),
      ...requiredBy(rule.requires, false),
    })),
    delivery: rulesOf(document.delivery).map(({ rule, ...named }) => ({
      ...named,
      kinds: asList(rule.kinds),
      requires: readRequirement(rule.requires, false),
    })),
    redaction: rulesOf(document.redact).map(({ rule, ...named }) => ({
      ...named,
      audiences: asList(rule.audiences),
      ...(rule.identifiers !== undefined && { identifiers: asList(rule.identifiers) }),
      ...(rule.kinds !== undefined && { kinds: asList(rule.kinds) }),
      ...(rule.all === true && { all: true as const }),
      atMost: rule.at_most,
    })),
    refuses: rulesOf(document.refuses).map(({ rule, ...named }) => ({
      ...named,
      kind: rule.evidence,
    })),
    retention: [],
    risk: readSettings(riskSettings, risk),
    training: Object.entries(training).map(([skill, kinds]) => ({ kinds: asList(kinds), skill })),
  }
}

interface PackRule {
  readonly source: string | readonly string[]
  readonly requires?: RequirementWord | typeof GIVEN_TO_NOBODY
}

// Whoever cites a source within what a rule takes has cited it for the rule.
const sourcesOf = ({ source, requires }: PackRule): readonly string[] => [
  ...new Set([...asList(source), ...(typeof requires === 'object' ? asList(requires.source) : [])]),
]

// What is never given is what a rule of a pack requires nothing for.
const requiredBy = (
  word: RequirementWord | typeof GIVEN_TO_NOBODY,
  shows: boolean,
): { readonly requires?: Requirement } =>
  word === GIVEN_TO_NOBODY ? {} : { requires: readRequirement(word, shows) }
