import type {
  ConditionValue,
  FormName,
  Forms,
  Rung,
  SettingForm,
  Trust,
  WordList,
} from '../../model/index.js'
import type { RequestLogic, RouteLogic } from '../logic.js'

/** How sure one is of the author and of the readers, and how many records there are. */
export type TrustReached = Pick<Trust, 'write' | 'read' | 'resolution'>

/** A class by its name, and the rungs of it that can be given, lowest first. */
export interface ClassRungs {
  readonly name: string
  readonly rungs: readonly { readonly rung: Rung }[]
}

/**
 * An atom of a condition, and all that is known about it. A condition is a conjunction of atoms; everything that speaks
 * of atoms goes over the table of them: the document's form, the compiled form, routes and proofs, which route stands
 * behind which, mutants, and the words of the report.
 */
export interface Atom<
  F extends FormName,
  Word extends string = string,
  Of extends WordList = WordList,
> extends SettingForm<F, Word, Of> {
  /** When it holds. It is said once: see `RouteLogic`. */
  states<Statement>(value: Forms[F]['value'], logic: RouteLogic<Statement>): Statement
  /** Whether it speaks of what is asked for alone, so that a requirement may ask it as well. */
  readonly isOfRequest?: true
  /** Whether it may be turned round, as `unless` does: of the others nobody knows that they are not so. */
  readonly isOpposable?: true
  /** Whether it can hold at a reach; absent where it does not speak of it. */
  allows?(value: Forms[F]['value'], reach: TrustReached): boolean
  /** Whether no engagement can meet it under a policy of these classes. */
  isImpossible?(value: Forms[F]['value'], classes: readonly ClassRungs[]): boolean
  /** Whether it holds wherever a class is disclosed to this rung, whatever else holds. */
  isImpliedBy?(value: Forms[F]['value'], name: string, rung: Rung): boolean
  /** Whether every engagement that meets the narrow value meets the wide one. */
  covers(wide: Forms[F]['value'], narrow: Forms[F]['value']): boolean
  /** Says it in plain words, the policy's own words apart. */
  say(
    value: Forms[F]['value'],
    sayWhole: (when: ConditionValue) => readonly AtomWords[],
  ): readonly AtomWords[]
}

/** An atom that speaks of what is asked for alone: its statement cannot even ask about trust, risk or what is disclosed. */
export interface RequestAtom<
  F extends FormName,
  Word extends string = string,
  Of extends WordList = WordList,
> extends Atom<F, Word, Of> {
  readonly isOfRequest: true
  states<Statement>(value: Forms[F]['value'], logic: RequestLogic<Statement>): Statement
}

/** Plain words, and words of the policy: a report shows each kind in its own way. */
export type AtomWords = readonly (string | { readonly words: readonly string[] })[]

/**
 * Checks an atom's own type, and keeps its word for the types of documents. One that says it is of the request is held to
 * it: its statement is given nothing else to ask.
 */
export const atom = <const Word extends string, F extends FormName, Of extends WordList = never>(
  one: RequestAtom<F, Word, Of> | (Atom<F, Word, Of> & { readonly isOfRequest?: never }),
): Atom<F, Word, Of> => one

/** Tells whether every word of one list is one of another. */
export const isWithin = <Item>(wide: readonly Item[], narrow: readonly Item[]): boolean =>
  narrow.every((item) => wide.includes(item))
