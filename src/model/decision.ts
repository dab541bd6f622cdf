import type { Acting } from './acting.js'
import type { Reason, Trust } from './assessment.js'
import type { Redaction } from './redaction.js'

/** The rungs that something is given on, least first: what a class may name. */
export const GIVEN_RUNGS = ['accept', 'confirm', 'masked', 'full'] as const

/** The rungs of disclosure, the least first. `none` needs no rule. */
export const RUNGS = ['none', ...GIVEN_RUNGS] as const

/** How much of a class of data may be said in this conversation. */
export type Rung = (typeof RUNGS)[number]

/** Tells whether a rung shows as much as another, or more. */
export const isRungAtLeast = (rung: Rung, other: Rung): boolean =>
  RUNGS.indexOf(rung) >= RUNGS.indexOf(other)

/** All that may be decided of a class: a rung, or delivery to the address on file instead of this conversation. */
export const DISCLOSURES = [...RUNGS, 'deliver_to_record'] as const

/** A rung, or delivery to the address on file instead of this conversation. */
export type Disclosure = (typeof DISCLOSURES)[number]

/** The answer to an action that was or could be asked for. */
export const ANSWERS = ['allow', 'step_up', 'deliver_to_record', 'deny'] as const

/** The answer to an action. */
export type Answer = (typeof ANSWERS)[number]

/** What is decided where nothing is given or done now, neither here nor at the address on file. */
export const NOTHING_GIVEN: readonly string[] = ['none', 'step_up', 'deny'] satisfies readonly (
  | Disclosure
  | Answer
)[]

/** Where the engagement goes. */
export interface RouteDecision {
  /** The name of the route. */
  readonly id: string
  /** The queue, by the name that the policy has for it. */
  readonly queue: string
  /** The priority of the task: a higher number is served first. */
  readonly priority: number
  /** Skills that a worker needs for it. */
  readonly skills: readonly string[]
}

/** A login that proves a category, whatever else it says: whose it is, where that is known, and a word of its `amr`. */
export interface LoginWords {
  /** The `iss` of its token; absent where the policy declares no issuer: then it may be any. */
  readonly issuer?: string
  /** One of these words is enough (RFC 8176). */
  readonly amr: readonly string[]
}

/** A smallest set of missing evidence, and what it would open. The word is that of RFC 9470. */
export interface StepUp {
  /** Step-up methods of the policy, all of them needed. */
  readonly methods: readonly string[]
  /** Data classes and actions it would open. */
  readonly opens: readonly string[]
  /**
   * Those of `opens` that only a proof given for them opens: whoever starts it names one of these as its purpose. A
   * proof that names none opens classes alone on a channel without a session.
   */
  readonly purposes?: readonly string[]
  /** The rank wanted, as an authentication context class. */
  readonly acr?: string
  /**
   * Which login it has to be, any of these, where what it opens takes a kind of proof that not every login of the class
   * is of. Absent where each that reaches `acr` is enough.
   */
  readonly logins?: readonly LoginWords[]
  /** Seconds within which the proof must have been made. */
  readonly maxAge?: number
  /** What falls short now: `write`, `read`, `max_age`, `purpose`, `method`, `category`, `phishable`. */
  readonly insufficient?: readonly string[]
  /** A channel that carries more, where this one cannot. */
  readonly channel?: string
}

/** Whom an action must tell, such as the address that was on file before a change. */
export interface Notice {
  /** The action that somebody is told about. */
  readonly action: string
  /** Who is told, in the words of the policy, such as `old_address`. */
  readonly to: string
}

/** The glass is broken: what one agent sees beyond what anybody is told, why, with whom, and until when. */
export interface BrokenGlass {
  /** A code of the policy's list. */
  readonly reason: string
  /** The worker who asked and sees it. */
  readonly requestedBy: string
  /** Who approved it. */
  readonly approvedBy: string
  /** ISO 8601. */
  readonly until: string
  /** Classes that this agent sees, each as far as its `redaction.agent` shows it. */
  readonly classes: readonly string[]
}

/**
 * What is decided where no agent is known. It may be written where several agents look: a task is seen by every agent
 * who gets it.
 */
export type Shared<Class extends string = string, Action extends string = string> = Pick<
  Decision<Class, Action>,
  'disclosure' | 'actions' | 'route' | 'stepUp' | 'reasons' | 'validUntil'
>

/** Everything decided for one message, under a policy of these classes and actions. */
export interface Decision<Class extends string = string, Action extends string = string> {
  /** How far the person can be trusted, and why. */
  readonly trust: Trust
  /** On whose behalf they write, where it is not their own; named only once they are verified and a tie says so. */
  readonly acting?: Acting
  /** The channel by its own name, whatever word the engagement has for it; empty where it names none that is known. */
  readonly channel: string
  /** How much of each class may be said in this conversation. */
  readonly disclosure: Readonly<Record<Class, Disclosure>>
  /** The answer to each action, whether or not it was asked for. */
  readonly actions: Readonly<Record<Action, Answer>>
  /** The queue that the task goes to. */
  readonly route: RouteDecision
  /** What is hidden from each audience. */
  readonly redaction: Redaction
  /** What the person could still prove, and what that would open. */
  readonly stepUp: readonly StepUp[]
  /** Whom to tell about the actions that are allowed. */
  readonly notices: readonly Notice[]
  /** Why something was withheld, ignored or capped. */
  readonly reasons: readonly Reason[]
  /**
   * ISO 8601: the first instant at which the same engagement is decided otherwise, in anything that is said of it;
   * `null` where it never is.
   */
  readonly validUntil: string | null
  /** The policy that decided: its name, version and digest. */
  readonly policy: { readonly name: string; readonly version: number; readonly digest: string }
  /** What this agent sees besides; absent where the glass is not broken. It is nothing that the customer may be told. */
  readonly breakGlass?: BrokenGlass
  /** The same for nobody of the staff in particular; absent where it is decided for nobody in particular. */
  readonly shared?: Shared<Class, Action>
}
