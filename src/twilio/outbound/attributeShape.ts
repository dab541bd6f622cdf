import type {
  Answer,
  Audience,
  ClaimValue,
  Disclosure,
  Level,
  Rank,
  Reason,
  RedactionAction,
  Relation,
  Resolution,
  RouteDecision,
} from '../../model/index.js'

/** Whether a decision was reached, or everything is withheld because none was. */
export type AttributeStatus = 'decided' | 'withheld'

/**
 * What is done with text of each audience by default: the part of the redaction rules that always
 * fits.
 */
export type RedactionSummary = Readonly<Record<Audience, RedactionAction>>

/** The decision in the attributes of a task, read for a function or an agent's plugin. */
export interface TaskSummary {
  /** `withheld` past `validUntil` as well. */
  readonly status: AttributeStatus
  /** Write trust, for people. */
  readonly level: Level
  /** Write trust, 0 to 4. */
  readonly rank: Rank
  /** The same as `rank`, beside `read`. */
  readonly write: Rank
  /** How sure it is of everybody who would see an answer, 0 to 4. */
  readonly read: Rank
  /** How many records fit: `none`, `unique`, `ambiguous`, `conflict`. */
  readonly resolution: Resolution
  /** The customer record; `null` for none. A pointer, never proof of who is asking. */
  readonly customer: string | null
  /**
   * The record of the person on whose behalf they write; `null` for none, and in tasks written
   * before there was this key.
   */
  readonly actingFor: string | null
  /** As what they act for that person. */
  readonly actingAs: readonly Relation[]
  /** What made the weakest part of the proof; `none` without one. */
  readonly bottleneck: string
  /** Where it goes. */
  readonly route: RouteDecision
  /**
   * SID of the worker who knows the person; `null` for none, and in tasks written before there was
   * this key.
   */
  readonly knownWorker: string | null
  /** By its own name; empty for none that is known. */
  readonly channel: string
  /** What is done with text of each audience where no rule names it. */
  readonly redaction: RedactionSummary
  /** By class, how much may be said; a class that is not named is withheld. */
  readonly disclosure: Readonly<Record<string, Disclosure>>
  /** An action that is not named is denied. */
  readonly actions: Readonly<Record<string, Answer>>
  /** Plans, preferred first, each the methods needed together. */
  readonly stepUp: readonly (readonly string[])[]
  /** Codes of the reasons, each once. */
  readonly reasons: readonly string[]
  /** ISO 8601; `null` when nothing known changes it by itself. */
  readonly validUntil: string | null
  /** What was decided by; the first 12 hexadecimal digits of its digest. */
  readonly policy: { readonly name: string; readonly version: number; readonly digest: string }
  /** What was left out to fit into the task, in the order of {@link SHED_ORDER}. */
  readonly shed: readonly Sheddable[]
  /** What the person says. Never evidence, and text to be shown as text. */
  readonly claimed: Readonly<Record<string, ClaimValue>>
  /**
   * Why the task would spin in Flex without ever showing a conversation; empty when it would load.
   */
  readonly problems: readonly Reason[]
}

/**
 * The decision as TaskRouter attributes carry it, always with every key.
 *
 * One level below `countersign`, because TaskRouter expressions read dot paths (`countersign.rank
 * >= 3`, `task.countersign.route == 'verified'`) and one namespace cannot collide with Flex's or
 * anyone's keys. Keys are snake_case without hyphens, which expressions cannot read.
 */
export interface CountersignAttributes
  extends Omit<
    TaskSummary,
    | 'actingFor'
    | 'actingAs'
    | 'route'
    | 'knownWorker'
    | 'stepUp'
    | 'validUntil'
    | 'policy'
    | 'claimed'
    | 'problems'
  > {
  readonly shape: 1
  /** Route by it first: what is withheld has no route. */
  readonly status: AttributeStatus
  /**
   * The record of the person on whose behalf they write, once a tie of theirs shows it; what is
   * open is of that record.
   */
  readonly acting_for: string | null
  /**
   * As what they act for that person, by the directory; empty where they write for themselves or
   * nothing shows it.
   */
  readonly acting_as: readonly Relation[]
  /** Id of the route; empty when withheld. */
  readonly route: string
  /** Name of the queue; empty when withheld. */
  readonly queue: string
  readonly priority: number
  /** What a worker needs, each of them. */
  readonly skills: readonly string[]
  /**
   * SID of the worker who knows the person, as the business's own context says; `null` for none.
   */
  readonly known_worker: string | null
  /** Plans, preferred first; methods that are needed together are joined by `+`. */
  readonly step_up: readonly string[]
  /** ISO 8601; `null` when nothing known changes it by itself. */
  readonly valid_until: string | null
  /** Its name; empty when shed or withheld. */
  readonly policy: string
  /** The author's own count. */
  readonly version: number
  /** First 12 hexadecimal digits of the policy's SHA-256. */
  readonly digest: string
}

/**
 * Task attributes as this library writes them: its own namespace, what the person says under
 * `claimed`, and their name for Flex.
 */
export interface TaskAttributes {
  readonly countersign: CountersignAttributes
  readonly claimed: Readonly<Record<string, ClaimValue>>
  /**
   * What Flex shows in its task list and above the conversation: the name they give, marked as not
   * verified.
   */
  readonly name?: string
}

/**
 * What follows a name that is only claimed. Flex shows a task's `name` before anything else
 * (https://support.twilio.com/hc/en-us/articles/47486124264987), where it would read as a fact.
 */
export const NOT_VERIFIED = ' (not verified)'

/**
 * What may be left out to fit, in this order. What is shed becomes empty, its key stays, and an
 * empty disclosure withholds. Identity, route and the redaction summary are never shed.
 */
export const SHED_ORDER = [
  'claimed',
  'reasons',
  'step_up',
  'policy',
  'actions',
  'disclosure',
] as const

/** A part that may be left out. */
export type Sheddable = (typeof SHED_ORDER)[number]
