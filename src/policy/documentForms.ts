import * as z from 'zod'
import { CHANNEL_NAMES, channelNameOf, conditionAtoms } from '../decide/index.js'
import {
  type ConditionWord,
  DURATION,
  type FormName,
  type Forms,
  isRecord,
  type JsonObject,
  levelOf,
  printDuration,
  printInstant,
  RELATIONS,
  type RequestWord,
  RUNGS,
  readDuration,
  type SettingForm,
  type SettingForms,
  sorted,
  toInstant,
} from '../model/index.js'
import { opposableAtoms, requestAtoms } from './askedAtoms.js'
import { DATE } from './calendar.js'
import type { DocumentForm, PlacedWord } from './documentForm.js'
import {
  factsDeclared,
  isLevelWord,
  isText,
  oneOrSeveral,
  orNothing,
  rungsOf,
  textsOf,
} from './documentWords.js'
import {
  type Edit,
  editDate,
  editDuration,
  editFacts,
  editRungs,
  editThreshold,
  editWords,
} from './edits.js'
import { rankOfWord } from './levelWords.js'
import type { PathSteps } from './readSource.js'
import { METHOD_WORDS, methodOf, RISK_NAMES } from './vocabulary.js'
import { factValueSchema, level, oneOrMore, rangeSchema, resolutionSchema, text } from './words.js'

// The words are for editors to complete and check; the compiler has its own, kinder, message for
// each list.
const word = ({ named }: SettingForm<FormName>) => {
  switch (named?.of) {
    case 'methods':
      return text(64).meta({ enum: [...METHOD_WORDS] })
    case 'risks':
      return text(64).meta({ enum: [...RISK_NAMES] })
    case 'channels':
      return text(64).meta({ examples: [...CHANNEL_NAMES] })
    case 'classes':
    case 'roles':
    case 'topics':
    case undefined:
      return text(64)
  }
}

/** Prints a value that is written as it is compiled. */
const asIs = (value: unknown): unknown => value

const dropSetting = (path: PathSteps): readonly Edit[] => [{ operator: 'drop', path }]

/** One level, by name or rank. */
const levels: DocumentForm = {
  schema: () => level,
  read: (one) => (isLevelWord(one) ? rankOfWord(one) : undefined),
  print: (rank) => (isLevelWord(rank) ? levelOf(rankOfWord(rank)) : undefined),
  edits: (path, one) => (isLevelWord(one) ? editThreshold(path, one) : []),
}

/** One word or several, any of which will do, in one order: so two ways to write them are one. */
const words: DocumentForm = {
  schema: (setting) => oneOrMore(word(setting)),
  read: (one) => sorted(textsOf(one)),
  print: asIs,
  edits: (path, one) => editWords(path, textsOf(one)),
  named: (one) => textsOf(one).map((name, at) => ({ word: name, steps: isText(one) ? [] : [at] })),
}

/** Every form of a setting. `FormName` asks for each of them here. */
const FORMS: Readonly<Record<FormName, DocumentForm>> = {
  level: levels,
  // A level that everything reaches asks nothing, so it is left out.
  threshold: {
    ...levels,
    read: (one) => (isLevelWord(one) && rankOfWord(one) > 0 ? rankOfWord(one) : undefined),
  },
  flag: {
    schema: () => z.boolean(),
    read: (one) => (one === true ? true : undefined),
    print: asIs,
    edits: (path, one) => (one === true ? dropSetting(path) : []),
  },
  date: {
    schema: () => z.string().regex(DATE),
    // What is no time is never, from then on and until then alike: what has a date is then in force
    // at none.
    read: (one) => toInstant(one) ?? Number.NaN,
    print: (moment) => (typeof moment === 'number' ? printInstant(moment) : undefined),
    edits: (path, one) => (isText(one) ? [...editDate(path, one), ...dropSetting(path)] : []),
  },
  duration: {
    schema: () => z.string().regex(DURATION),
    read: (one) => (isText(one) ? (readDuration(one) ?? undefined) : undefined),
    print: (span) => (typeof span === 'number' ? printDuration(span) : undefined),
    edits: (path, one) => (isText(one) ? [...editDuration(path, one), ...dropSetting(path)] : []),
  },
  // One is what any proof is, so it asks nothing.
  count: {
    schema: () => z.literal([1, 2, 3]),
    read: (one) => (one === 2 || one === 3 ? one : undefined),
    print: asIs,
    edits: dropSetting,
  },
  list: { ...words, schema: (setting) => z.array(word(setting)).min(1).max(16) },
  words,
  resolutions: { ...words, schema: () => oneOrMore(resolutionSchema) },
  relations: { ...words, schema: () => oneOrMore(z.enum(RELATIONS)) },
  facts: {
    schema: () => z.record(text(64), oneOrMore(z.union([factValueSchema, rangeSchema]))),
    read: (facts) => orNothing(factsDeclared(facts)),
    print: asIs,
    edits: (path, facts) => editFacts(path, factsDeclared(facts)),
  },
  rungs: {
    schema: () => z.record(text(64), z.enum(RUNGS)),
    read: (classes) => orNothing(rungsOf(classes)),
    print: asIs,
    edits: (path, classes) => editRungs(path, rungsOf(classes)),
    named: (classes) =>
      Object.keys(isRecord(classes) ? classes : {}).map((name) => ({ word: name, steps: [name] })),
  },
  request: {
    schema: () => ofRequest,
    read: (when) => orNothing(isRecord(when) ? readSettings(conditionAtoms, when) : {}),
    print: (when) => (isRecord(when) ? printSettings(conditionAtoms, when) : undefined),
    edits: (path, when) => [...editCondition(path, when), ...dropSetting(path)],
  },
  conditions: {
    schema: () => z.array(ofAny).min(1).max(16),
    read: (list) => partsOf(list).map((when) => readSettings(conditionAtoms, when)),
    print: (list) => partsOf(list).map((when) => printSettings(conditionAtoms, when)),
    edits: (path, list) => [
      ...partsOf(list).flatMap((when, at) => [
        ...editCondition([...path, at], when),
        ...(partsOf(list).length > 1 ? dropSetting([...path, at]) : []),
      ]),
      ...dropSetting(path),
    ],
  },
}

const partsOf = (list: unknown): readonly JsonObject[] => oneOrSeveral(list).filter(isRecord)

/** Gives the small changes to a condition that a slip of the hand could make. */
export const editCondition = (path: PathSteps, when: unknown): readonly Edit[] =>
  isRecord(when)
    ? [
        ...editSettings(conditionAtoms, path, when),
        ...(when['not'] === undefined
          ? []
          : [...editCondition([...path, 'not'], when['not']), ...dropSetting([...path, 'not'])]),
      ]
    : []

// Made when it is first asked for: a condition may hold conditions.
const conditionOf = (id: string, atoms: SettingForms, more = (): object => ({})): z.ZodType => {
  const schema: z.ZodType = z
    .lazy(() => {
      const inner = z.array(schema).min(1).max(16).exactOptional()
      const held = Object.values(atoms).flatMap(({ word, form, description }) =>
        form === 'conditions' ? [[word, inner.meta({ description })]] : [],
      )
      return z.strictObject({ ...schemasOf(atoms), ...Object.fromEntries(held), ...more() })
    })
    .meta({ id })
  return schema
}

const withNot = (schema: z.ZodType) => ({
  not: schema.exactOptional().meta({ description: 'This condition is known not to hold.' }),
})

/** Atoms about the request alone that may also be negated: the smallest of the four sets. */
const ofOpposedRequest = conditionOf('OpposedRequest', opposableAtoms(requestAtoms))

/** What may be turned round. */
const ofOpposed = conditionOf('OpposedCondition', opposableAtoms(conditionAtoms))

/** What a requirement may ask: nothing of trust or of the route. */
const ofRequest = conditionOf('RequestCondition', requestAtoms, () => withNot(ofOpposedRequest))

/** What a route or an invariant may ask. */
const ofAny = conditionOf('Condition', conditionAtoms, () => withNot(ofOpposed))

/**
 * Gives the schema of a condition: any, one of the request alone, or what is turned round of that.
 */
export function conditionSchema(of: 'any'): z.ZodType<ConditionWord>
export function conditionSchema(of: 'request' | 'opposed'): z.ZodType<RequestWord>
export function conditionSchema(of: 'any' | 'request' | 'opposed'): z.ZodType {
  return { any: ofAny, request: ofRequest, opposed: ofOpposedRequest }[of]
}

/** The schemas of settings by their words. */
type SchemasOf<Table extends SettingForms> = {
  readonly [Name in keyof Table as Table[Name]['word']]: z.ZodExactOptional<
    z.ZodType<Forms[Table[Name]['form']]['word']>
  >
}

/** Gives the schemas of settings, each of which may be left out. */
export function schemasOf<Table extends SettingForms>(table: Table): SchemasOf<Table>
export function schemasOf(table: SettingForms): Readonly<Record<string, z.ZodExactOptional>> {
  return Object.fromEntries(
    Object.values(table).map((setting) => [
      setting.word,
      FORMS[setting.form]
        .schema(setting)
        .exactOptional()
        .meta({ description: setting.description }),
    ]),
  )
}

/**
 * Reads settings as a document writes them; each is absent where it asks nothing. Old words of
 * channels and methods are read as those of today.
 *
 * `{ trust: 'verified', channel: 'sms' }` -> `{ trust: 3, channel: ['sms'] }`
 */
export function readSettings<Table extends SettingForms>(
  table: Table,
  document: object,
): { readonly [Name in keyof Table]?: Forms[Table[Name]['form']]['value'] }
export function readSettings(table: SettingForms, document: object): JsonObject {
  const given: JsonObject = { ...document }
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, setting]) => {
      const one = given[setting.word]
      const value = one === undefined ? undefined : FORMS[setting.form].read(meantBy(setting, one))
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

// One thing may have several words; a compiled policy has one of them.
function meantBy({ named }: SettingForm<FormName>, one: unknown): unknown {
  const plain = named?.of === 'methods' ? methodOf : named?.of === 'channels' ? channelNameOf : null
  if (plain === null) return one
  const mean = (item: unknown): unknown => (isText(item) ? plain(item) : item)
  return Array.isArray(one) ? one.map(mean) : mean(one)
}

/**
 * Prints settings as a document writes them. Reading that again gives the same.
 *
 * `{ trust: 3 }` -> `{ trust: 'verified' }`
 */
export function printSettings<Table extends SettingForms>(
  table: Table,
  compiled: object,
): { readonly [Name in keyof Table as Table[Name]['word']]?: Forms[Table[Name]['form']]['word'] }
export function printSettings(table: SettingForms, compiled: object): JsonObject {
  const given: JsonObject = { ...compiled }
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, { word: key, form }]) =>
      given[name] === undefined ? [] : [[key, FORMS[form].print(given[name])]],
    ),
  )
}

/** Gives the small changes to settings that a slip of the hand could make, each by itself. */
export function editSettings(
  table: SettingForms,
  path: PathSteps,
  document: object,
): readonly Edit[] {
  const given: JsonObject = { ...document }
  return Object.values(table).flatMap(({ word: key, form }) =>
    given[key] === undefined ? [] : FORMS[form].edits([...path, key], given[key]),
  )
}

/** Lists the words of a setting that have to be known ones, with their places. */
export const namedIn = (form: FormName, one: unknown): readonly PlacedWord[] =>
  one === undefined ? [] : (FORMS[form].named?.(one) ?? [])
