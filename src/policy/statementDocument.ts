import type { ChannelWord } from '../decide/index.js'
import type {
  Answer,
  Audience,
  Contact,
  Engagement,
  RedactionAction,
  Rung,
} from '../model/index.js'
import type { Expectable } from './expectable.js'
import type { ConditionDocument } from './routeDocument.js'

/**
 * Evidence as a document gives it: its kind and what the source wrote. It is read when a test runs;
 * what cannot be read is reported then.
 */
export type LooseItem = { readonly kind: string } & Readonly<Record<string, unknown>>

/**
 * An engagement as a test writes it: the contact's own fields at the top, everything else optional.
 */
export interface GivenDocument<Item = LooseItem>
  extends Contact<ChannelWord>,
    Partial<Omit<Engagement<ChannelWord, Item>, 'contact' | 'claims'>> {
  /**
   * When the decision is made, ISO 8601; a moment after the latest evidence where it is left out.
   */
  readonly at?: string | undefined
  /** What the person says about themselves. Never evidence. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined
}

/**
 * One test of a policy: what is known, and which decision is expected. `countersign test` runs
 * them.
 */
export interface PolicyTest<Item = LooseItem, Topic extends string = string> {
  /** A sentence that says what is claimed. */
  readonly name: string
  /** What is known. */
  readonly given: GivenDocument<Item>
  /**
   * What is to come of it: `trust`, `read`, `resolution`, `route`, `queue`, `priority`, `step_up`
   * (method names that some plan needs), `reason` (codes that are given), `notices`, `acting_for`
   * (whose representative they are, by the record's name) and `acting_as` (as what, all of it),
   * `break_glass` (classes that the agent sees by it), and classes and actions by name. A class
   * that is not named is expected to be withheld.
   */
  readonly expect: Readonly<Partial<Record<Topic | Expectable, unknown>>>
}

/**
 * The conditions under which an invariant is to hold: a conjunction, as in a route. Unlike a
 * route's it may name facts that are not declared, where the policy declares none.
 */
export type InvariantCondition<
  Class extends string = string,
  Action extends string = string,
> = ConditionDocument<Class, Action>

/**
 * What is never, or always, so. Every part named must hold, and what a part needs to say anything
 * must be there: an `action` has an `answer`, a `class` a rung or an `audience`.
 */
export interface InvariantClaim<Class extends string = string, Action extends string = string> {
  /** The class it speaks of. */
  readonly class?: Class
  /** The class is disclosed at least so far. */
  readonly at_least?: Rung
  /** The class is disclosed at most so far. */
  readonly at_most?: Rung
  /** The action it speaks of. */
  readonly action?: Action
  /** The action has one of these answers. */
  readonly answer?: Answer | readonly Answer[]
  /** The task takes one of these routes. */
  readonly route?: string | readonly string[]
  /** The task goes to one of these queues. */
  readonly queue?: string | readonly string[]
  /** With `identifier` or `class`: what this audience is shown of it. */
  readonly audience?: Audience
  /** The kind of identifier it speaks of. */
  readonly identifier?: string
  /** What is done to it is one of these. */
  readonly shown?: RedactionAction | readonly RedactionAction[]
}

/**
 * A statement about every engagement there can be: proved, not sampled. It says `never` or
 * `always`, not both.
 *
 * ```yaml
 * invariants:
 *   - never: { class: balance, at_least: masked }
 *     when: { channel: sms }
 * ```
 */
export interface Invariant<Class extends string = string, Action extends string = string> {
  /** A sentence that says it, for reports. */
  readonly name?: string
  /** What must not be, in any state. */
  readonly never?: InvariantClaim<Class, Action>
  /** What must be, in every state. */
  readonly always?: InvariantClaim<Class, Action>
  /** The states that it speaks of; the default is all. */
  readonly when?: InvariantCondition<Class, Action>
  /** Where this is known to be so, nothing is said. */
  readonly unless?: InvariantCondition<Class, Action>
}
