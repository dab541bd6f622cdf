import type { Relation } from './acting.js'
import type { Resolution } from './assessment.js'
import type { Rung } from './decision.js'
import type { Instant } from './instant.js'
import type { Level, Rank } from './level.js'

interface WordAndValue<Word, Value> {
  readonly word: Word
  readonly value: Value
}

/** A fact's value as a business gives it. */
export type FactValue = string | number | boolean

/**
 * What a number is compared with: above the one threshold, up to the other. Where a currency is named it is the amount
 * that is asked for, and of no other currency. Decimal text, so that nothing is rounded.
 *
 * The bands of a list of ranges meet without a gap: what is just `upTo` one is not `above` the
 * next.
 */
export interface ValueRange {
  readonly above?: string
  readonly upTo?: string
  readonly currency?: string
}

/** What a fact is compared with. */
export type FactTest = FactValue | ValueRange

/** The same as a document writes it. */
export type FactWord =
  | FactValue
  | {
      readonly above?: number | string
      readonly upTo?: number | string
      readonly currency?: string
    }

type FactTests = Readonly<Record<string, readonly FactTest[]>>
type FactWords = Readonly<Record<string, FactWord | readonly FactWord[]>>

/** A condition as compiled: all of it holds. Plain data; what each part means is said by the table of atoms. */
export interface ConditionValue {
  readonly trust?: Rank
  readonly trustBelow?: Rank
  readonly read?: Rank
  readonly readBelow?: Rank
  readonly risk?: readonly string[]
  readonly channel?: readonly string[]
  readonly to?: readonly string[]
  readonly intent?: readonly string[]
  readonly role?: readonly string[]
  readonly resolution?: readonly Resolution[]
  readonly acting?: readonly Relation[]
  readonly context?: FactTests
  readonly from?: Instant
  readonly until?: Instant
  readonly discloses?: Readonly<Record<string, Rung>>
  readonly any?: readonly ConditionValue[]
  readonly all?: readonly ConditionValue[]
}

/** What a condition may be about that speaks of what is asked for alone, and so may be asked by a requirement. */
export interface RequestWord {
  readonly channel?: string | readonly string[]
  readonly to?: string | readonly string[]
  readonly intent?: string | readonly string[]
  readonly role?: string | readonly string[]
  readonly context?: FactWords
  readonly from?: string
  readonly until?: string
  readonly any?: readonly RequestWord[]
  readonly all?: readonly RequestWord[]
  readonly not?: RequestWord
}

/**
 * A condition as a document writes it.
 *
 * It is what people write; `ConditionValue` is what is decided by.
 */
export interface ConditionWord extends Omit<RequestWord, 'any' | 'all' | 'not'> {
  readonly trust?: Level | Rank
  readonly trust_below?: Level | Rank
  readonly read?: Level | Rank
  readonly read_below?: Level | Rank
  readonly risk?: string | readonly string[]
  readonly resolution?: Resolution | readonly Resolution[]
  readonly acting?: Relation | readonly Relation[]
  readonly discloses?: Readonly<Partial<Record<string, Rung>>>
  readonly any?: readonly ConditionWord[]
  readonly all?: readonly ConditionWord[]
  readonly not?: ConditionWord
}

/**
 * The forms that a setting of a policy may have: as a document writes it, and what that is compiled to. Each form is
 * read, printed and checked in one place, so a setting only has to name its form.
 */
export interface Forms {
  readonly level: WordAndValue<Level | Rank, Rank>
  /** A level that everybody reaches asks nothing. */
  readonly threshold: WordAndValue<Level | Rank, Rank>
  readonly flag: WordAndValue<boolean, boolean>
  /** A moment of the calendar: as text with its offset, or as a day of the policy's own zone. */
  readonly date: WordAndValue<string, Instant>
  /** Milliseconds. */
  readonly duration: WordAndValue<string, number>
  readonly count: WordAndValue<1 | 2 | 3, number>
  readonly list: WordAndValue<readonly string[], readonly string[]>
  readonly words: WordAndValue<string | readonly string[], readonly string[]>
  readonly resolutions: WordAndValue<Resolution | readonly Resolution[], readonly Resolution[]>
  readonly relations: WordAndValue<Relation | readonly Relation[], readonly Relation[]>
  readonly facts: WordAndValue<FactWords, FactTests>
  readonly rungs: WordAndValue<
    Readonly<Partial<Record<string, Rung>>>,
    Readonly<Record<string, Rung>>
  >
  /** What has to be true of the request. */
  readonly request: WordAndValue<RequestWord, ConditionValue>
  readonly conditions: WordAndValue<readonly ConditionWord[], readonly ConditionValue[]>
}

/** A form by its name. */
export type FormName = keyof Forms

/** Lists of words that a setting's words may have to be of: those of a policy's own names among them. */
export type WordList = 'channels' | 'classes' | 'methods' | 'risks' | 'roles' | 'topics'

/**
 * What every setting says about itself: its word in a document, its form, and the text that an editor shows
 * beside it.
 */
export interface SettingForm<
  F extends FormName,
  Word extends string = string,
  Of extends WordList = WordList,
> {
  readonly word: Word
  readonly form: F
  readonly description: string
  /** Where its words have to be known ones: of which list, and the issue for any other. */
  readonly named?: { readonly of: Of; readonly issue: string }
}

/** Settings by the names they have in a compiled policy. */
export type SettingForms = Readonly<Record<string, SettingForm<FormName>>>

/** What settings are compiled to, each absent where it asks nothing. */
export type ValuesOf<Table extends SettingForms> = {
  readonly [Name in keyof Table]?: Forms[Table[Name]['form']]['value']
}

/**
 * What a document may write of settings, by their words. Where a setting's words are of a list, and the types of some
 * lists are given, an editor completes them.
 *
 * So a document's types are made of the tables, and a setting that is added completes in an editor
 * at once.
 */
export type WordsOf<
  Table extends SettingForms,
  Lists extends Partial<Record<WordList, string>> = Record<never, never>,
> = {
  readonly [Name in keyof Table as Table[Name]['word']]?: WordOf<Table[Name], Lists>
}

// Only lists of words are narrowed: whatever else names a list, such as rungs by class, keeps its own form.
type WordOf<Setting extends SettingForm<FormName>, Lists> = Setting extends {
  readonly form: 'list' | 'words'
  readonly named?: { readonly of: infer Of extends keyof Lists & WordList }
}
  ? [Of] extends [never]
    ? Forms[Setting['form']]['word']
    : readonly Lists[Of][] | (Setting['form'] extends 'words' ? Lists[Of] : never)
  : Forms[Setting['form']]['word']

/** A word of a list that a policy may add to: those that are known complete in an editor, and any other may stand. */
export type OpenWord<Known extends string> = Known | (string & Record<never, never>)
