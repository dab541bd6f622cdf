import { type Disclosure, type RouteDecision, RUNGS, type Trust } from '../model/index.js'
import type { Condition, Route } from './compiled.js'
import { isByScheme, type Request } from './readRequest.js'

/** What a condition may look at. Claims are not among it. */
export interface Situation {
  readonly trust: Pick<Trust, 'write' | 'read' | 'resolution'>
  readonly risks: readonly string[]
  readonly disclosure: Readonly<Record<string, Disclosure>>
  readonly request: Request
}

/** Finds where an engagement goes: the first route whose condition holds. */
export function matchRoute(routes: readonly Route[], situation: Situation): RouteDecision {
  const { id, queue, priority, skills } =
    routes.find(({ when }) => holds(when, situation)) ?? routes.at(-1) ?? UNROUTED
  return { id, queue, priority, skills }
}

// A compiled policy has a route that always matches; one that was tampered with still gets an answer.
const UNROUTED: RouteDecision = { id: 'unrouted', queue: 'unrouted', priority: 0, skills: [] }

/** Tells whether every atom of a condition holds. What is unknown satisfies none. */
export function holds(when: Condition, { trust, risks, disclosure, request }: Situation): boolean {
  return (
    (when.trust === undefined || trust.write >= when.trust) &&
    (when.trustBelow === undefined || trust.write < when.trustBelow) &&
    (when.read === undefined || trust.read >= when.read) &&
    (when.risk === undefined || when.risk.some((risk) => risks.includes(risk))) &&
    (when.channel === undefined || when.channel.some((channel) => isByScheme(channel, request))) &&
    (when.intent === undefined || when.intent.some((topic) => isAskedFor(topic, request))) &&
    (when.resolution === undefined || when.resolution.includes(trust.resolution)) &&
    (when.context === undefined || isTrueOf(when.context, request.context)) &&
    (when.discloses === undefined ||
      Object.entries(when.discloses).every(([name, rung]) => reaches(disclosure[name], rung)))
  )
}

const isAskedFor = (topic: string, { classes, actions }: Request): boolean =>
  classes.includes(topic) || actions.includes(topic)

const isTrueOf = (named: NonNullable<Condition['context']>, facts: Request['context']): boolean =>
  Object.entries(named).every(
    ([key, values]) => Object.hasOwn(facts, key) && values.some((value) => facts[key] === value),
  )

/** Tells whether a class is disclosed at least so far; delivery elsewhere shows nothing here. */
export const reaches = (given: Disclosure | undefined, rung: (typeof RUNGS)[number]): boolean =>
  given === undefined || given === 'deliver_to_record'
    ? rung === 'none'
    : RUNGS.indexOf(given) >= RUNGS.indexOf(rung)
