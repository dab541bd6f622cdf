import type { conditionAtoms } from '../decide/index.js'
import type { ConditionWord, Rung, WordsOf } from '../model/index.js'
import type { KnownWords } from './vocabulary.js'

/**
 * A conjunction of atoms; an atom that is left out always holds, and unknown satisfies none.
 *
 * ```yaml
 * when: { trust: verified, channel: [sms, whatsapp], context: { tier: gold } }
 * ```
 */
export interface ConditionDocument<Class extends string = string, Action extends string = string>
  extends Omit<WordsOf<typeof conditionAtoms, KnownWords>, 'intent' | 'discloses'> {
  /** One of these is asked for. */
  readonly intent?: Class | Action | readonly (Class | Action)[]
  /** Each of these classes is disclosed so far, at least. */
  readonly discloses?: Readonly<Partial<Record<Class, Rung>>>
  /** It is known that this condition does not hold. */
  readonly not?: ConditionWord
}

/**
 * A skill that is the value of a declared fact, such as the language somebody writes in; none where
 * it is not known.
 */
export interface FactSkill {
  readonly fact: string
}

/** One route. The first whose condition holds is taken; the last has no condition. */
export interface RouteDocument<Class extends string = string, Action extends string = string> {
  /** Its name in decisions and tests. */
  readonly id: string
  /** When it is taken; always where it is left out. */
  readonly when?: ConditionDocument<Class, Action>
  /** Taken from this moment on: a time with its offset, or a day of the policy's zone. */
  readonly from?: string
  /** Taken before this moment alone. */
  readonly until?: string
  /** The queue of TaskRouter, by its name. */
  readonly queue: string
  /** 0-100; 0 where it is left out. */
  readonly priority?: number
  /** Skills that a worker needs, each of them: a word, or the value that a declared fact has. */
  readonly skills?: readonly (string | FactSkill)[]
  /**
   * How long a task is offered first to the worker named by the context's `known_worker`, such as
   * `30s`.
   */
  readonly known_worker?: string
  /** How long a task waits in the queue before it goes on to the overflow, such as `2m`. */
  readonly timeout?: string
  /** Goes on to the overflow at once where nobody in the queue is at work. */
  readonly skip_if?: 'nobody_available'
  /** The queue that it goes on to and stays in, with its own priority where it has one. */
  readonly overflow?: string | OverflowDocument
}

/** The queue that takes what a route's own queue could not. */
export interface OverflowDocument {
  /** The queue, by its name. */
  readonly queue: string
  /** 0-100; the route's own where it is left out. */
  readonly priority?: number
}
