import {
  ATOM_NAMES,
  CHANNEL_WORDS,
  conditionAtoms,
  type FactDeclarations,
  IDENTIFIER_TYPES,
} from '../decide/index.js'
import { PHONE_REGIONS } from '../identifiers/index.js'
import type { ConditionWord, FormName, SettingForm, WordList } from '../model/index.js'
import { actionsOf, type PolicyDocument, schemesOf } from './document.js'
import type { PlacedWord } from './documentForm.js'
import { namedIn } from './documentForms.js'
import { type FormIssue, formIssue, wordIssue } from './formIssues.js'
import { ownPacksOf } from './ownPacks/readPack.js'
import { asList } from './readRequirement.js'
import type { PathSteps } from './readSource.js'
import { ACTION_KINDS, CLASS_KINDS, REFUSABLE } from './vocabulary.js'

/**
 * The names that a document declares, which others of its parts may use. They are taken from what
 * was written, so that one mistake is not reported twice: a class whose requirement is wrong is a
 * class all the same.
 */
export interface DeclaredNames {
  readonly classes: readonly string[]
  readonly actions: readonly string[]
  /** Classes and actions. */
  readonly topics: readonly string[]
  readonly routes: readonly string[]
  /** Queues of routes, and those that tasks overflow into. */
  readonly queues: readonly string[]
  /** Channels: those of the table, and the schemes that the document declares. */
  readonly channels: readonly string[]
  /** Reasons of risk that a condition may name. */
  readonly risks: readonly string[]
  /** Methods that a requirement may name. */
  readonly methods: readonly string[]
  /** Roles of the staff that the document declares. */
  readonly roles: readonly string[]
  /** Ways to step up: those that are shipped, and the document's own. */
  readonly steps: readonly string[]
  /** Kinds of identifier of the document's own. */
  readonly identifiers: readonly string[]
  readonly facts: readonly string[]
  /** Those whose declaration can be read. */
  readonly declared: FactDeclarations
}

/**
 * Checks every word that must be one of a known list, outside conditions, tests and invariants,
 * which have checks of their own. Each list has its own code (`unknown_kind`, `unknown_channel`,
 * …), and the issue carries the list, so that the nearest word can be suggested.
 */
export function checkWords(document: PolicyDocument, names: DeclaredNames): readonly FormIssue[] {
  const shown = ['default', ...names.identifiers, ...IDENTIFIER_TYPES, ...names.classes]
  // Kinds of the business's own are declared by its packs.
  const ownKinds = ownPacksOf(document).flatMap(({ kinds = [] }) => kinds)
  return [
    ...checkList(document.stepUp, ['stepUp'], 'unknown_step_up_method', names.steps),
    ...checkRegions(document.regions ?? []),
    ...checkList(document.refuses, ['refuses'], 'unknown_evidence', REFUSABLE),
    ...Object.entries(document.classes).flatMap(([name, { kind }]) =>
      checkList(kind, ['classes', name, 'kind'], 'unknown_kind', [...CLASS_KINDS, ...ownKinds]),
    ),
    ...Object.entries(document.classes).flatMap(([name, { channels = {} }]) =>
      Object.keys(channels).flatMap((word) =>
        checkWord(word, ['classes', name, 'channels', word], 'unknown_channel', names.channels),
      ),
    ),
    ...Object.entries(actionsOf(document)).flatMap(([name, { kind }]) =>
      checkList(kind, ['actions', name, 'kind'], 'unknown_kind', [...ACTION_KINDS, ...ownKinds]),
    ),
    ...Object.entries(document.redact ?? {}).flatMap(([audience, words]) =>
      Object.keys(words).flatMap((word) =>
        checkWord(word, ['redact', audience, word], 'unknown_identifier', shown),
      ),
    ),
  ]
}

/**
 * Countries that people know by other letters than those of ISO 3166-1: their own, those of a
 * language, and Greece as the European Union writes it.
 */
const OTHERWISE: Readonly<Record<string, string>> = { UK: 'GB', EN: 'GB', EL: 'GR' }

/** Checks the regions of phone numbers, and suggests the right letters: `UK` -> `GB`. */
const checkRegions = (regions: readonly string[]): readonly FormIssue[] =>
  regions.flatMap((word, index) => {
    if (PHONE_REGIONS.includes(word)) return []
    const upper = word.toUpperCase()
    const meant = OTHERWISE[upper] ?? upper
    return {
      ...wordIssue('unknown_region', ['regions', index], word),
      ...(PHONE_REGIONS.includes(meant)
        ? { suggestion: meant }
        : { form: 'a country by its two letters, such as `US`' }),
    }
  })

/**
 * Checks the words of a condition that come from a list, and of the conditions in it. Its facts are
 * checked by `checkConditionFacts`.
 */
export const checkConditionWords = (
  when: ConditionWord,
  at: PathSteps,
  names: DeclaredNames,
): readonly FormIssue[] => [
  ...ATOM_NAMES.flatMap((name) => checkSetting(conditionAtoms[name], when, at, names)),
  ...checkStars(when.to, [...at, 'to']),
  ...(['any', 'all'] as const).flatMap((key) =>
    (when[key] ?? []).flatMap((one, index) => checkConditionWords(one, [...at, key, index], names)),
  ),
  ...(when.not === undefined ? [] : checkConditionWords(when.not, [...at, 'not'], names)),
]

/** Checks that a star stands at the end, where it means all that begin so: anywhere else it is a letter of no address. */
const checkStars = (words: string | readonly string[] | undefined, at: PathSteps) =>
  placedWords(words, at).flatMap(({ word, steps }) =>
    word.slice(0, -1).includes('*') ? [formIssue('invalid_format', steps, word, STAR)] : [],
  )

const STAR = 'one `*`, and it at the end, such as `+44*`'

/**
 * Checks the words of a setting against those it may be given. The setting's own descriptor says
 * which list that is (`named.of`) and under which code a stranger is told; a setting without one
 * takes any word.
 */
export function checkSetting(
  { word: key, form, named }: SettingForm<FormName>,
  document: object,
  at: PathSteps,
  names: Pick<DeclaredNames, WordList>,
): readonly FormIssue[] {
  if (named === undefined) return []
  const given: Readonly<Record<string, unknown>> = { ...document }
  return namedIn(form, given[key]).flatMap(({ word, steps }) =>
    checkWord(word, [...at, key, ...steps], named.issue, names[named.of]),
  )
}

/**
 * Lists the channels that a condition may name: the table's, by any of their words, and the schemes
 * that the document declares.
 */
export const channelWordsOf = (document: Pick<PolicyDocument, 'channels'>): readonly string[] => [
  ...CHANNEL_WORDS,
  ...schemesOf(document),
]

/**
 * Checks one word or several against a list. A word that stands alone is reported at its key, one of
 * several at its place in the list.
 */
export const checkList = (
  words: string | readonly string[] | undefined,
  at: PathSteps,
  code: string,
  allowed: readonly string[],
): readonly FormIssue[] =>
  placedWords(words, at).flatMap(({ word, steps }) => checkWord(word, steps, code, allowed))

/** Lists one word or several, each with the place where it stands. */
export const placedWords = (
  words: string | readonly string[] | undefined,
  at: PathSteps,
): readonly PlacedWord[] =>
  asList(words).map((word, index) => ({
    word,
    steps: typeof words === 'string' ? at : [...at, index],
  }))

/**
 * Checks one word against a list. The issue carries the list, from which the nearest word
 * is suggested.
 */
export const checkWord = (
  word: string,
  at: PathSteps,
  code: string,
  allowed: readonly string[],
): readonly FormIssue[] => (allowed.includes(word) ? [] : [wordIssue(code, at, word, allowed)])
