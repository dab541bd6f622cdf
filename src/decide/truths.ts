import {
  type Acting,
  type Disclosure,
  type Instant,
  isByScheme,
  isInRange,
  isRungAtLeast,
  isToAddress,
  type Rank,
  type Request,
  type Rung,
  readAmount,
  toInstant,
} from '../model/index.js'
import type { TrustReached } from './condition/atom.js'
import { isEveryAtom, isOfRequest } from './condition/atoms.js'
import type { RequestLogic, RouteLogic } from './logic.js'

/** Nobody acts for another before it is sure who they are. */
export const REPRESENTATIVE: Rank = 3

/** What a condition may look at. Claims are not among it. */
export interface ConditionInput {
  readonly trust: TrustReached
  readonly risks: readonly string[]
  readonly disclosure: Readonly<Record<string, Disclosure>>
  readonly request: Request
  /** When it is decided. */
  readonly at: Instant
  /** On whose behalf they write, where it is not their own. */
  readonly acting: Acting | undefined
  /** What is so of the request, where that was worked out before. */
  readonly truths?: RequestLogic<boolean>
}

/** Reads statements about a request as true or false for one request. What is unknown is false. */
export function truthsOf(request: Request, at: Instant): RequestLogic<boolean> {
  // Only atoms about the request may be asked here; any other atom is false.
  const truths: RequestLogic<boolean> = {
    condition: (when) =>
      isEveryAtom(when, (atom, value) => isOfRequest(atom) && atom.states(value, truths)),
    all: (...parts) => parts.every(Boolean),
    any: (...parts) => parts.some(Boolean),
    not: (part) => !part,
    channel: (word) => isByScheme(word, request),
    to: (pattern) => request.to !== undefined && isToAddress(pattern, request.to),
    topic: (name) => request.classes.includes(name) || request.actions.includes(name),
    role: (name) => request.agent?.roles.includes(name) === true,
    // Compared as they are: `"true"` is not `true`, and `7` is not `"7"`.
    fact: (name, value) => factValueOf(request, name) === value,
    within: (name, range) => isInRange(range, factValueOf(request, name, range.currency)),
    // At a time that nobody knows no rule with a date is in force.
    from: (moment) => isTime(at) && at >= moment,
    until: (moment) => isTime(at) && at < moment,
    payment: () => request.amount !== undefined && request.payee !== undefined,
  }
  return truths
}

/**
 * Reads the statements of a route's condition as what is so in one engagement. What it shares with a request is named one by
 * one, because to take another object's names and add to them takes engines ten times as long, at every message.
 */
export function routeTruthsOf(situation: ConditionInput): RouteLogic<boolean> {
  const { trust, risks, disclosure, request, at, acting } = situation
  const ofRequest = situation.truths ?? truthsOf(request, at)
  const truths: RouteLogic<boolean> = {
    condition: (when) => isEveryAtom(when, (atom, value) => atom.states(value, truths)),
    // What speaks of the person; what speaks of the request is the same for routes as for requirements.
    write: (least) => trust.write >= least,
    read: (least) => trust.read >= least,
    risk: (name) => risks.includes(name),
    resolution: (word) => trust.resolution === word,
    acting: (relation) => trust.write >= REPRESENTATIVE && acting?.as.includes(relation) === true,
    disclosed: (name, rung) => reaches(disclosure[name], rung),
    all: ofRequest.all,
    any: ofRequest.any,
    not: ofRequest.not,
    channel: ofRequest.channel,
    to: ofRequest.to,
    topic: ofRequest.topic,
    role: ofRequest.role,
    fact: ofRequest.fact,
    within: ofRequest.within,
    from: ofRequest.from,
    until: ofRequest.until,
    payment: ofRequest.payment,
  }
  return truths
}

// A decision at no time is made all the same, so that time is looked at where it is asked about.
const isTime = (at: Instant): boolean => toInstant(at) !== null

/**
 * Gives what is known of a fact: what the business says of it, or with a currency the amount that is asked for. An amount
 * in another currency, or in none that is named, is not known in this one.
 */
export function factValueOf(request: Request, name: string, currency?: string): unknown {
  if (currency !== undefined)
    return request.currency === currency ? readAmount(request.amount, currency) : undefined
  return Object.hasOwn(request.context, name) ? request.context[name] : undefined
}

/** Tells whether a class is disclosed at least so far; delivery elsewhere shows nothing here. */
const reaches = (given: Disclosure | undefined, rung: Rung): boolean =>
  given === undefined || given === 'deliver_to_record'
    ? rung === 'none'
    : isRungAtLeast(given, rung)
