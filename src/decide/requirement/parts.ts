import type { FormName, Forms, ValuesOf } from '../../model/index.js'
import type { RequestLogic } from '../logic.js'
import { categories } from './categories.js'
import { channels } from './channels.js'
import { forbidPhishableOnly } from './forbidPhishableOnly.js'
import { from } from './from.js'
import { linked } from './linked.js'
import { maxAge } from './maxAge.js'
import { methods } from './methods.js'
import type { RequirementPart } from './part.js'
import { purpose } from './purpose.js'
import { roles } from './roles.js'
import { until } from './until.js'
import { when } from './when.js'

/** Every part of a requirement besides its two levels. Adding one takes its own file and a line here. */
export const requirementParts = {
  maxAge,
  purpose,
  linked,
  methods,
  categories,
  forbidPhishableOnly,
  channels,
  roles,
  when,
  from,
  until,
}

/** What a requirement asks besides its two levels, as compiled. */
export type RequirementAsks = ValuesOf<typeof requirementParts>

/** A part by its name in a compiled policy. */
export type PartName = keyof typeof requirementParts

type PartForm<Name extends PartName> = (typeof requirementParts)[Name]['form']

// Typed by each part's own form, so that whoever looks at one has its value at the right type.
const TABLE: { readonly [Name in PartName]: RequirementPart<PartForm<Name>> } = requirementParts

const isName = (name: string): name is PartName => Object.hasOwn(requirementParts, name)

/** The names of all parts. */
export const PART_NAMES: readonly PartName[] = Object.keys(requirementParts).filter(isName)

/**
 * What is done with one part and the value that a requirement gives it.
 *
 * It is called with each part's own value, so it has to hold for every form.
 */
export type PartVisitor<Visited> = <F extends FormName>(
  part: RequirementPart<F>,
  value: Forms[F]['value'],
  name: PartName,
) => Visited

// A part that is not named, or a flag that is off, asks nothing.
function visitOne<Name extends PartName, Visited>(
  asked: RequirementAsks,
  name: Name,
  visit: PartVisitor<Visited>,
): Visited | undefined {
  const value = asked[name]
  return value === undefined || value === false ? undefined : visit(TABLE[name], value, name)
}

/** Parts that choose among proofs. */
export const FILTERING = PART_NAMES.filter((name) => TABLE[name].filter !== undefined)

/**
 * Visits parts that a requirement names, all there are or some, and gives what comes of each; `undefined` is left out.
 *
 * In the order of the table, so that whatever is made of it is the same for equal requirements.
 */
export function mapParts<Visited>(
  asked: RequirementAsks,
  visit: PartVisitor<Visited | undefined>,
  names = PART_NAMES,
): readonly Visited[] {
  const results: Visited[] = []
  for (const name of names) {
    const one = visitOne(asked, name, visit)
    if (one !== undefined) results.push(one)
  }
  return results
}

/** Tells whether something is so of one part at least that a requirement names. */
function isSomePart(asked: RequirementAsks, visit: PartVisitor<boolean>): boolean {
  for (const name in asked) if (isName(name) && visitOne(asked, name, visit) === true) return true
  return false
}

/**
 * Tells whether something is so of every part that a requirement names. It goes over what the requirement names, because
 * that is one or two of all parts, for every rule at every message.
 */
export function isEveryPart(asked: RequirementAsks, visit: PartVisitor<boolean>): boolean {
  for (const name in asked) if (isName(name) && visitOne(asked, name, visit) === false) return false
  return true
}

/** Tells whether a requirement asks something of a proof: then a level that needs none contradicts it. */
export const asksForProof = (asked: RequirementAsks): boolean =>
  isSomePart(asked, (part, value) => part.asksForProof?.(value) === true)

/** Tells whether only proofs given for exactly this class or action meet a requirement. */
export const isBoundTo = (asked: RequirementAsks): boolean =>
  isSomePart(asked, ({ isBound }) => isBound === true)

/** From which age on a proof does not count; `undefined` where any age is good. */
export const ageOf = (asked: RequirementAsks): number | undefined => {
  const ages = mapParts(asked, (part, value) => part.age?.(value))
  return ages.length === 0 ? undefined : Math.min(...ages)
}

const compareOne = <Name extends PartName>(
  name: Name,
  one: RequirementAsks,
  other: RequirementAsks,
): boolean => TABLE[name].isAtLeast(one[name], other[name])

/**
 * Tells whether whatever meets the parts of one requirement meets those of another: the order in which rungs of a
 * class have to rise.
 */
export const asksAtLeastParts = (one: RequirementAsks, other: RequirementAsks): boolean =>
  (!isBoundTo(other) || isBoundTo(one)) && PART_NAMES.every((name) => compareOne(name, one, other))

/**
 * Gives the parts that ask something of proofs, apart from what is asked of the request alone.
 *
 * What is left counts the same whatever the request says: the solver asks about it apart.
 */
export const ofProofs = (asked: RequirementAsks): RequirementAsks =>
  Object.fromEntries(
    mapParts(asked, ({ filter, isBound }, value, name) =>
      filter === undefined && isBound !== true ? undefined : ([name, value] as const),
    ),
  )

/** Something that a rule asks of the request itself, which is the same wherever it is asked. */
export interface RequestStatement {
  readonly key: string
  isSo(logic: RequestLogic<boolean>): boolean
}

/**
 * Lists what a requirement asks of the request itself, each part by itself.
 *
 * Two rules that ask the same have equal keys, so that it is worked out once.
 */
export const statementsIn = (asked: RequirementAsks): readonly RequestStatement[] =>
  mapParts(asked, ({ states }, value, name) =>
    states === undefined
      ? undefined
      : { key: JSON.stringify([name, value]), isSo: (logic) => states(value, logic) },
  )
