import { type Disclosure, isByScheme, type Request, RUNGS, type Trust } from '../model/index.js'
import type { RequestLogic, RouteLogic } from './logic.js'

/** What a condition may look at. Claims are not among it. */
export interface Situation {
  readonly trust: Pick<Trust, 'write' | 'read' | 'resolution'>
  readonly risks: readonly string[]
  readonly disclosure: Readonly<Record<string, Disclosure>>
  readonly request: Request
}

/** Reads statements about a request as what is so of one. What is unknown is not so. */
export const truthsOf = (request: Request): RequestLogic<boolean> => ({
  all: (...parts) => parts.every(Boolean),
  any: (...parts) => parts.some(Boolean),
  not: (part) => !part,
  channel: (word) => isByScheme(word, request),
  topic: (name) => request.classes.includes(name) || request.actions.includes(name),
  fact: (name, value) => Object.hasOwn(request.context, name) && request.context[name] === value,
  payment: () => request.amount !== undefined && request.payee !== undefined,
})

/** Reads the statements of a route's condition as what is so in one engagement. */
export const routeTruthsOf = (situation: Situation): RouteLogic<boolean> => {
  const { trust, risks, disclosure, request } = situation
  const { all, any, not, channel, topic, fact, payment } = truthsOf(request)
  return {
    all,
    any,
    not,
    channel,
    topic,
    fact,
    payment,
    write: (least) => trust.write >= least,
    read: (least) => trust.read >= least,
    risk: (name) => risks.includes(name),
    resolution: (word) => trust.resolution === word,
    disclosed: (name, rung) => reaches(disclosure[name], rung),
  }
}

/** Tells whether a class is disclosed at least so far; delivery elsewhere shows nothing here. */
export const reaches = (given: Disclosure | undefined, rung: (typeof RUNGS)[number]): boolean =>
  given === undefined || given === 'deliver_to_record'
    ? rung === 'none'
    : RUNGS.indexOf(given) >= RUNGS.indexOf(rung)
