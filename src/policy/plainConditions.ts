import { type CompiledPolicy, channelNameOf, type FactDeclaration } from '../decide/index.js'
import { type ConditionWord, type FactTest, toInstant, withoutAbsent } from '../model/index.js'
import { declarationsOf } from './buildFacts.js'
import { plainMoment } from './calendar.js'
import {
  actionsOf,
  CLASS_RULES,
  type ClassDocument,
  type ConditionDocument,
  type PolicyDocument,
  type RequirementDocument,
  type RequirementWord,
  type RouteDocument,
  type WholeDocument,
} from './document.js'
import { factsDeclared } from './documentWords.js'
import { asList } from './levelWords.js'
import { otherChannels, otherResolutions, otherThan } from './opposites.js'
import { plainPack } from './ownPacks/plainPack.js'
import { blocksOf } from './representatives.js'

/**
 * Writes a document without `unless` and `not`: each becomes what has to be so instead, of facts
 * the other values that were declared. So what is not known satisfies neither a condition nor its
 * opposite, and whoever decides has nothing to turn round.
 *
 * Dates are written as moments and what a class asks as a whole is asked by each of its rungs, so
 * that a compiled policy has one place for each thing.
 *
 * `unless: { channel: sms }` -> `when: { channel: [every channel but sms] }`
 */
export function plainDocument(document: PolicyDocument): PolicyDocument {
  const { classes, routes, facts = {}, channels = [], zone } = document
  const plain = plainWords({
    facts: declarationsOf(facts),
    channels,
    ...(zone !== undefined && { zone }),
  })
  return {
    ...document,
    classes: mapValues(classes, (one) => plainClass(one, plain)),
    ...(document.actions !== undefined && {
      actions: mapValues(
        actionsOf(document),
        ({ deliver_to_record, representative, ...action }) => ({
          ...plainRequirement(action, plain),
          ...(representative !== undefined && {
            representative: blocksOf(representative).map(([block]) =>
              plainRequirement(block, plain),
            ),
          }),
          ...(deliver_to_record !== undefined && {
            deliver_to_record: plainTaken(deliver_to_record, plain),
          }),
        }),
      ),
    }),
    routes: routes.map((route) => plainRoute(route, plain)),
    ...(document.packs !== undefined && {
      packs: document.packs.map((one) =>
        typeof one === 'string' ? one : plainPack(one, (word) => plainTaken(word, plain)),
      ),
    }),
  }
}

/**
 * Gives a condition without `not`, by what a policy declares. It is what the compiler does to
 * conditions, for whoever asks a question about a policy that is compiled already.
 */
export const plainCondition = (
  declared: DeclaredForConditions,
  when: ConditionWord,
): ConditionWord => plainWords(declared).condition(when)

/** What a policy declares that conditions may name. */
type DeclaredForConditions = Pick<CompiledPolicy, 'facts' | 'zone'> & {
  readonly channels: readonly Pick<CompiledPolicy['channels'][number], 'scheme'>[]
}

const mapValues = <Value, Made>(
  record: Readonly<Record<string, Value>>,
  make: (value: Value, key: string) => Made,
): Readonly<Record<string, Made>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(value, key)]))

/**
 * Writes words plainly, by what the policy declares: facts have their values, days have a zone, and
 * schemes are channels.
 */
interface ConditionWords {
  /** A day as the moment at which it begins. */
  moment(text: string): string
  /** A condition without `not`. */
  condition(when: ConditionWord): ConditionWord
  /** What has to be known for the condition to be false. */
  opposite(when: ConditionWord): ConditionWord
}

// Dates of a route are part of its condition: outside of them it does not apply.
function plainRoute(
  { from, until, when, ...route }: RouteDocument,
  plain: ConditionWords,
): RouteDocument {
  const parts: readonly ConditionDocument[] = [
    ...(from === undefined ? [] : [{ from: plain.moment(from) }]),
    ...(until === undefined ? [] : [{ until: plain.moment(until) }]),
    ...(when === undefined ? [] : [plain.condition(when)]),
  ]
  return parts.length === 0 ? route : { ...route, when: asOneCondition(parts) }
}

// What a class asks as a whole is asked by each of its rungs, and of what is sent to the address on
// file.
const plainClass = (
  { when, unless, from, until, ...one }: ClassDocument,
  plain: ConditionWords,
): ClassDocument => ({
  ...one,
  ...plainRungs(one, plain, withoutAbsent({ when, unless, from, until })),
  ...(one.representative !== undefined && {
    representative: blocksOf(one.representative).map(([block]) => ({
      ...block,
      ...plainRungs(block, plain, {}),
    })),
  }),
})

/** Writes each rung that is there plainly, and gives it what the class asks as a whole. */
const plainRungs = (
  one: Readonly<Partial<Record<(typeof CLASS_RULES)[number], RequirementWord>>>,
  plain: ConditionWords,
  whole: WholeDocument,
): Readonly<Partial<Record<(typeof CLASS_RULES)[number], RequirementWord>>> =>
  Object.fromEntries(
    CLASS_RULES.flatMap((rung) => {
      const word = one[rung]
      return word === undefined
        ? []
        : [[rung, plainTaken(inBothDirections(word, rung, whole), plain, whole)]]
    }),
  )

// A level that is asked in both directions is written out where something else is asked as well.
const inBothDirections = (
  word: RequirementWord,
  rung: string,
  whole: WholeDocument,
): RequirementWord => {
  if (typeof word === 'object' || Object.keys(whole).length === 0) return word
  return rung === 'deliver_to_record' ? { write: word } : { write: word, read: word }
}

/** Writes what is taken plainly; one level alone is plain. */
const plainTaken = (
  word: RequirementWord,
  plain: ConditionWords,
  whole: WholeDocument = {},
): RequirementWord => (typeof word === 'object' ? plainRequirement(word, plain, whole) : word)

/**
 * Writes what a rung or an action takes plainly: `when` and `unless`, its own and those of its
 * class, become one `when`, and of two dates the one that leaves it in force for less time stays.
 */
function plainRequirement<Document extends RequirementDocument>(
  { when, unless, from, until, ...rest }: Document,
  plain: ConditionWords,
  whole: WholeDocument = {},
): Omit<Document, 'when' | 'unless' | 'from' | 'until'> &
  Pick<RequirementDocument, 'when' | 'from' | 'until'> {
  const parts: readonly ConditionWord[] = [
    ...[whole.when, when].flatMap((one) => (one === undefined ? [] : [plain.condition(one)])),
    ...[whole.unless, unless].flatMap((one) => (one === undefined ? [] : [plain.opposite(one)])),
  ]
  const [starts, ends] = [
    [whole.from, from],
    [whole.until, until],
  ].map((words) => words.flatMap((word) => (word === undefined ? [] : [plain.moment(word)])))
  return {
    ...rest,
    ...(parts.length > 0 && { when: asOneCondition(parts) }),
    // In force while both the class and the rung are.
    ...(starts?.[0] !== undefined && { from: starts.reduce(laterOf) }),
    ...(ends?.[0] !== undefined && { until: ends.reduce(earlierOf) }),
  }
}

// Dates are compared as instants, because one moment has many spellings.
const laterOf = (one: string, other: string): string =>
  (toInstant(one) ?? 0) < (toInstant(other) ?? 0) ? other : one

const earlierOf = (one: string, other: string): string =>
  (toInstant(other) ?? 0) < (toInstant(one) ?? 0) ? other : one

/**
 * Joins conditions that have to hold together, in one where they speak of different things.
 *
 * `{ trust: 3 }` and `{ channel: 'sms' }` -> `{ trust: 3, channel: 'sms' }`
 * `{ trust: 3 }` and `{ trust: 2 }`       -> `{ all: [{ trust: 3 }, { trust: 2 }] }`
 */
export function asOneCondition(conditions: readonly ConditionWord[]): ConditionWord {
  const [one = {}, other, ...more] = conditions.filter((when) => Object.keys(when).length > 0)
  if (other === undefined) return one
  const isTwice = Object.keys(one).some((key) => Object.hasOwn(other, key))
  const joined = isTwice ? { all: [one, other] } : { ...one, ...other }
  return asOneCondition([joined, ...more])
}

/** Makes what writes plainly, for the declarations of one policy. */
function plainWords({
  facts: declared = {},
  channels,
  zone,
}: DeclaredForConditions): ConditionWords {
  const schemes = channels.map(({ scheme }) => scheme)
  const moment = (text: string): string => plainMoment(text, zone)
  const condition = (when: ConditionWord): ConditionWord => {
    const { not, any, all, context, from, until, ...rest } = when
    const own: ConditionWord = {
      ...rest,
      ...(from !== undefined && { from: moment(from) }),
      ...(until !== undefined && { until: moment(until) }),
      ...(context !== undefined && { context: namedIn(context) }),
      ...(any !== undefined && { any: any.map(condition) }),
      ...(all !== undefined && { all: all.map(condition) }),
    }
    return not === undefined ? own : asOneCondition([own, opposite(not)])
  }
  const namedIn = (context: NonNullable<ConditionWord['context']>) =>
    mapValues(factsDeclared(context), (tests, name) =>
      tests.map((test) => withCurrency(test, declared[name])),
    )
  // A condition is not so where one of its parts is known not to be.
  const opposite = (when: ConditionWord): ConditionWord => {
    const parts = partsOf(when)
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { any: parts }
  }
  // By De Morgan: one part for each atom that is not so. An atom that is not here may not be turned
  // round, and no document gets past its schema with it.
  const partsOf = (when: ConditionWord): readonly ConditionWord[] => [
    ...(when.trust === undefined ? [] : [{ trust_below: when.trust }]),
    ...(when.read === undefined ? [] : [{ read_below: when.read }]),
    ...(when.read_below === undefined ? [] : [{ read: when.read_below }]),
    ...(when.trust_below === undefined ? [] : [{ trust: when.trust_below }]),
    ...(when.resolution === undefined
      ? []
      : [{ resolution: otherResolutions(asList(when.resolution)) }]),
    ...(when.channel === undefined
      ? []
      : [{ channel: otherChannels(asList(when.channel).map(channelNameOf), schemes) }]),
    ...Object.entries(factsDeclared(when.context ?? {})).map(([name, tests]) => ({
      context: { [name]: otherThan(tests, declared[name]) },
    })),
    ...(when.from === undefined ? [] : [{ until: moment(when.from) }]),
    ...(when.until === undefined ? [] : [{ from: moment(when.until) }]),
    ...(when.any === undefined ? [] : [asOneCondition(when.any.map(opposite))]),
    ...(when.all ?? []).map(opposite),
    ...(when.not === undefined ? [] : [condition(when.not)]),
  ]
  return { moment, condition, opposite }
}

// A threshold without a currency is of the currency that its fact has.
const withCurrency = (test: FactTest, declared: FactDeclaration | undefined): FactTest =>
  typeof test === 'object' && declared?.currency !== undefined
    ? { ...test, currency: declared.currency }
    : test
