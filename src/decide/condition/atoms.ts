import type { ConditionValue, ConditionWord, FormName, Forms, ValuesOf } from '../../model/index.js'
import { acting } from './acting.js'
import { all } from './all.js'
import { any } from './any.js'
import type { Atom, AtomWords, RequestAtom } from './atom.js'
import { channel } from './channel.js'
import { context } from './context.js'
import { discloses } from './discloses.js'
import { from } from './from.js'
import { intent } from './intent.js'
import { read } from './read.js'
import { readBelow } from './readBelow.js'
import { resolution } from './resolution.js'
import { risk } from './risk.js'
import { role } from './role.js'
import { to } from './to.js'
import { trust } from './trust.js'
import { trustBelow } from './trustBelow.js'
import { until } from './until.js'

/**
 * Every atom that a condition may be made of. Adding one takes its own file, a line here, and what it looks like
 * within other conditions (`ConditionValue`, `ConditionWord`).
 */
export const conditionAtoms = {
  trust,
  trustBelow,
  read,
  readBelow,
  risk,
  channel,
  to,
  intent,
  role,
  resolution,
  acting,
  context,
  from,
  until,
  discloses,
  any,
  all,
} satisfies Readonly<Record<keyof ConditionValue, { readonly word: keyof ConditionWord }>>

/** A conjunction of atoms over what the decision knows. An absent atom always holds; unknown satisfies none. */
export interface Condition extends ValuesOf<typeof conditionAtoms> {}

/** An atom by its name in a compiled policy. */
export type AtomName = keyof typeof conditionAtoms

type AtomForm<Name extends AtomName> = (typeof conditionAtoms)[Name]['form']

// Typed by each atom's own form, so that whoever looks at one has its value at the right type.
const TABLE: { readonly [Name in AtomName]: Atom<AtomForm<Name>> } = conditionAtoms

const isName = (name: string): name is AtomName => Object.hasOwn(conditionAtoms, name)

/** The names of all atoms. */
export const ATOM_NAMES: readonly AtomName[] = Object.keys(conditionAtoms).filter(isName)

/** What is done with one atom and the value that a condition gives it. */
export type AtomVisitor<Visited> = <F extends FormName>(
  atom: Atom<F>,
  value: Forms[F]['value'],
  name: AtomName,
) => Visited

// An atom that is not named says nothing: it is not visited.
function visitOne<Name extends AtomName, Visited>(
  when: Condition,
  name: Name,
  visit: AtomVisitor<Visited>,
): Visited | undefined {
  const value = when[name]
  return value === undefined ? undefined : visit(TABLE[name], value, name)
}

/**
 * Visits every atom that a condition names, and gives what comes of each; `undefined` is left out.
 *
 * In the order of the table, so that whatever is made of it is the same for equal conditions.
 */
export function mapAtoms<Visited>(
  when: Condition,
  visit: AtomVisitor<Visited | undefined>,
): readonly Visited[] {
  const results: Visited[] = []
  for (const name of ATOM_NAMES) {
    const one = visitOne(when, name, visit)
    if (one !== undefined) results.push(one)
  }
  return results
}

/**
 * Tells whether an atom speaks of what is asked for alone: no other may stand in what a requirement asks, because
 * what a requirement opens may not depend on what is opened.
 */
export const isOfRequest = <F extends FormName>(atom: Atom<F>): atom is RequestAtom<F> =>
  atom.isOfRequest === true

/** Tells whether an atom may be turned round, as `unless` does: of the others nobody knows that they are not so. */
export const isOpposable = (atom: { readonly isOpposable?: true }): boolean =>
  atom.isOpposable === true

/**
 * Tells whether something is so of every atom that a condition names. One that names none always holds. It goes over what
 * the condition names, because that is one or two of all atoms, for every route at every message.
 */
export const isEveryAtom = (when: Condition, visit: AtomVisitor<boolean>): boolean =>
  Object.keys(when).every((name) => !isName(name) || visitOne(when, name, visit) !== false)

/** Tells whether something is so of one atom at least that a condition names. */
export const isSomeAtom = (when: Condition, visit: AtomVisitor<boolean>): boolean =>
  ATOM_NAMES.some((name) => visitOne(when, name, visit) === true)

// A condition that does not ask is met by all that asks; one that asks more is narrower.
function coversOne<Name extends AtomName>(name: Name, wide: Condition, narrow: Condition): boolean {
  const [outer, inner] = [wide[name], narrow[name]]
  if (outer === undefined) return true
  return inner !== undefined && TABLE[name].covers(outer, inner)
}

/** Says a condition in plain words, one part after the other. */
export const sayCondition = (when: Condition): readonly AtomWords[] =>
  mapAtoms(when, (atom, value) => atom.say(value, sayCondition)).flat()

/**
 * Tells whether every engagement that meets the narrow condition meets the wide one.
 *
 * It may say no where it is so: each atom is compared with its own kind alone.
 */
export const covers = (wide: Condition, narrow: Condition): boolean =>
  ATOM_NAMES.every((name) => coversOne(name, wide, narrow))
