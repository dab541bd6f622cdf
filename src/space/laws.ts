import { asksAtLeastParts } from '../decide/index.js'
import { stronger } from '../model/index.js'
import { OF_DIRECTORY } from '../trust/index.js'
import { all, any, type Formula, not } from './formula.js'
import {
  currencyOf,
  isAtLeast,
  isByWay,
  isOneOf,
  isResolved,
  isSo,
  namesUnder,
  READ,
  RISK,
  type SupportCount,
  type Terms,
  TIME,
  variable,
  WRITE,
} from './terms.js'

/**
 * Something that holds of every assessment. It may ask only for variables that the question has
 * already: a law that brought a new one would make every question larger.
 */
type TrustLaw = (terms: Terms) => Formula

// If the premise is so, the conclusion is: material implication, as there is no negation of its
// own.
const implies = (terms: Terms, premise: Formula, conclusion: Formula): Formula =>
  any(not(premise, terms.full), conclusion)

/**
 * A risk that a law speaks of matters only to a question that names it.
 *
 * So the search has nothing to choose where nobody asked.
 */
const ofRisk =
  (risk: string, conclusion: TrustLaw): TrustLaw =>
  (terms) =>
    terms.known.has(RISK + risk)
      ? implies(terms, isSo(terms, RISK + risk), conclusion(terms))
      : all()

const isBelow = (terms: Terms, of: number, rank: number): Formula =>
  not(isAtLeast(of, rank), terms.full)

/**
 * An agent's flag holds the conversation at 1; being lowered at all holds it below 4.
 *
 * A conversation is capped as a whole, so both directions of trust are.
 */
const isHeld = (terms: Terms): Formula => all(isBelow(terms, WRITE, 2), isBelow(terms, READ, 2))

/** Nobody is known: there is no record, no trust, and no risk that could name a person. */
const isNobody = (terms: Terms): Formula =>
  all(
    isBelow(terms, WRITE, 1),
    isResolved('none'),
    ...namesUnder(terms, RISK).map(([, risk]) => isOneOf(risk, [0])),
  )

/**
 * Tells whether whatever counts enough for one count does for another.
 *
 * So no state has the one met and the other not. Where this says no, the search may still find that
 * there is no such state; it only takes longer.
 */
function isAbove(one: SupportCount, other: SupportCount): boolean {
  // Proof that is enough for an action is proof that counts for actions, at its weight; what asks
  // nothing of the level still takes one proof.
  if (other.about === 'acting')
    return one.about !== 'class' && stronger(1, one.requires.write) >= other.requires.write
  return (
    one.name === other.name &&
    one.about === other.about &&
    one.requires.write >= other.requires.write &&
    asksAtLeastParts(one.requires, other.requires)
  )
}

const amountsOf = ({ facts }: Terms): readonly string[] =>
  [...facts.keys()].filter((key) => currencyOf(key) !== undefined)

/**
 * Where an amount is known in one currency it is in no other.
 *
 * A request names one amount. Without this a state might ask for 10 EUR and 20 USD at once.
 */
function isAlone(terms: Terms, key: string): Formula {
  const isUnknown = (other: string): Formula =>
    isOneOf(variable(terms, `fact ${other}`, (terms.facts.get(other)?.length ?? 0) + 1), [0])
  const others = amountsOf(terms).filter((other) => other !== key)
  return others.length === 0 ? all() : any(isUnknown(key), all(...others.map(isUnknown)))
}

/**
 * Whatever is counted enough for a requirement is counted enough for every weaker one of the same class or action.
 *
 * It is the one law that states which a plan only supposes keep as well, as it follows from how
 * proofs are counted and not from how they come about.
 */
export const countsRise = ({ counts }: Terms): Formula =>
  all(
    ...counts.flatMap((one) =>
      counts.flatMap((other) =>
        one !== other && isAbove(one, other)
          ? [any(isOneOf(one.variable, [0]), isOneOf(other.variable, [1]))]
          : [],
      ),
    ),
  )

/**
 * What trust never lets be the case. A state that breaks one of these laws is no state of any
 * engagement; whatever is not ruled out here may be the case, so a proof over these states holds
 * for evidence that does not exist yet.
 *
 * Here lies what a proof rests on. A law too few makes an answer `open` where it might be proved; a
 * law that is not so makes something `proved` that happens. `test/space/laws.test.ts` holds each
 * against random engagements, and `test/space/possible.test.ts` that whatever is decided is found
 * possible.
 */
export const LAWS: readonly TrustLaw[] = [
  // Nobody is recognized without a record.
  (terms) => implies(terms, isAtLeast(WRITE, 2), isResolved('unique')),
  // Nobody is sure to read without a record.
  (terms) => implies(terms, isAtLeast(READ, 1), isResolved('unique')),
  // Who reads is beyond doubt only by a strong proof in a session.
  (terms) =>
    implies(
      terms,
      isAtLeast(READ, 4),
      all(
        isAtLeast(WRITE, 4),
        isByWay(terms, ({ session }) => session),
      ),
    ),
  // Where no channel is known nobody is.
  (terms) =>
    implies(
      terms,
      isByWay(terms, ({ isKnown }) => !isKnown),
      isNobody(terms),
    ),
  // At a time that nobody knows nobody is known.
  (terms) => {
    const time = terms.known.get(TIME)
    return time === undefined
      ? all()
      : implies(terms, isOneOf(time, [terms.moments.length + 1]), isNobody(terms))
  },
  // An amount is asked for in one currency.
  (terms) => all(...amountsOf(terms).map((one) => isAlone(terms, one))),
  // A contradiction is a risk only where records contradict each other.
  ofRisk('conflict', () => isResolved('conflict')),
  // A flag of an agent caps the conversation, and so does a risk that cannot be read.
  ...['agent_flag', 'risk_unreadable', ...OF_DIRECTORY].map((risk) => ofRisk(risk, isHeld)),
]
