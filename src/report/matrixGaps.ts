import type { Situation } from '../analysis/index.js'
import type { CompiledPolicy } from '../decide/index.js'
import { MINUTE, RANKS, type Rank } from '../model/index.js'
import {
  badParts,
  CHANNEL,
  callersOf,
  composeEngagement,
  type Formula,
  findExample,
  isOneOf,
  openQuestion,
  partsOfContact,
  type Question,
  SCENE,
  specimensOf,
  stampOf,
  WRITE,
} from '../space/index.js'
import { assess } from '../trust/index.js'

/** A level at which a channel seems to be given less than another: what it might be given as well. */
export interface Gap {
  /** The level, 0 to 4. */
  readonly rank: Rank
  /** The channel that is given less. */
  readonly channel: string
  /** What other channels are given more, the most first. */
  readonly wanted: readonly string[]
}

/** What is known of a cell when channels are compared. */
interface KnownCell {
  readonly rank: Rank
  readonly channel: string
  readonly given: string
}

/**
 * Finds where channels differ, so that each difference can be looked into: an example that was found on one channel says
 * nothing of the others. `order` lists what can be given, the least first.
 */
export function gapsOf(cells: readonly KnownCell[], order: readonly string[]): readonly Gap[] {
  const known = cells.filter(({ channel }) => channel !== 'unknown')
  return RANKS.flatMap((rank) => {
    const own = known.filter((cell) => cell.rank === rank)
    const most = Math.max(...own.map(({ given }) => order.indexOf(given)))
    return own.flatMap(({ channel, given }): readonly Gap[] => {
      const at = order.indexOf(given)
      return at >= most
        ? []
        : [{ rank, channel, wanted: order.slice(at + 1, most + 1).toReversed() }]
    })
  })
}

/** By channel, people with something against them, and the level that this leaves them. */
export type CappedSituations = Map<string, readonly (readonly [rank: Rank, situation: Situation])[]>

/** How what is given of a topic is asked of the solver, and of `evaluate`. */
export interface GapQuestion {
  /** The policy with this one topic. */
  readonly policy: CompiledPolicy
  /** The statement that something is given, where the solver knows one. */
  readonly statements: ReadonlyMap<string, Formula>
  /** What the solver was asked to open, shared by all statements. */
  readonly question: Question
  /** Who is capped on each channel, as far as that is known yet: it is the same for every row. */
  readonly held: CappedSituations
  /** Puts somebody in circumstances in which they may be given it: an amount that is allowed, a fact that is asked for. */
  place(situation: Situation): Situation
  /** Reads the level and what is given of a situation. */
  answer(situation: Situation): { readonly rank: Rank; readonly given: string }
}

/** What became of a search for more: somebody who is given it, or whether nobody is known to be. */
export interface FilledGap {
  /** Somebody who is given more; `null` where nobody was found. */
  readonly situation: Situation | null
  /** Whether something was given up before it was looked at to the end: then nobody knows whether there is somebody. */
  readonly isGivenUp: boolean
}

/**
 * Looks on one channel for somebody at a level who is given more than was found there. Where nobody is found and nothing
 * was given up the difference is real: the solver rules it out, or no engagement could be built for it. `most`
 * engagements are tried, which keeps one gap from taking all the time.
 */
export function fillGap(
  asked: GapQuestion,
  { rank, channel, wanted }: Gap,
  most: number = MOST_TRIED,
): FilledGap {
  // The solver knows less than `evaluate`, so not every example that it finds is one.
  let left = most
  let isGivenUp = false
  // Tells whether an engagement really comes to the cell, as long as there are tries left.
  const shows = (situation: Situation, given: string): boolean => {
    left -= 1
    if (left < 0) {
      isGivenUp = true
      return false
    }
    const answer = asked.answer(situation)
    return answer.rank === rank && answer.given === given
  }
  for (const given of wanted) {
    const statement = asked.statements.get(given)
    // What the solver has no statement for, such as a step-up, is looked for among people who are
    // capped.
    if (statement === undefined) {
      const held = heldOn(asked, channel).filter(([at]) => at === rank)
      const found = held.map(([, one]) => asked.place(one)).find((one) => shows(one, given))
      if (found !== undefined) return { situation: found, isGivenUp }
      continue
    }
    const { terms } = asked.question
    const place = terms.ways.findIndex(({ name }) => name === channel)
    const found = findExample(
      [asked.policy],
      asked.question,
      [statement, isOneOf(WRITE, [rank]), isOneOf(CHANNEL, [place])],
      { shows: (situation) => shows(situation, given) },
    )
    if (found.type === 'example') return { situation: found.situation, isGivenUp }
    if (found.type === 'too_many') isGivenUp = true
  }
  return { situation: null, isGivenUp }
}

/**
 * In engagements. Where there is one that shows the cell, it is found after a few; of people with something against them
 * there are some 300 for a channel, of whom nobody may be left out.
 */
const MOST_TRIED = 500

/**
 * Gives the people who are capped on a channel; they are the same for every row, so they are made
 * once.
 */
function heldOn(
  { policy, held }: GapQuestion,
  channel: string,
): readonly (readonly [Rank, Situation])[] {
  const known = held.get(channel)
  if (known !== undefined) return known
  const bare = { ...policy, classes: [], actions: [], stepUp: [] }
  const found = cappedSituations(policy, channel).map((one) => [rankIn(bare, one), one] as const)
  held.set(channel, found)
  return found
}

/** People who were found, and whether a search for others was given up. */
interface PeopleSearch {
  readonly situations: readonly Situation[]
  readonly isGivenUp: boolean
}

/** Lists somebody for each level that a channel seems not to reach, where there is one. */
export function reachingAll(
  policy: CompiledPolicy,
  known: readonly Situation[],
  channelOf: (situation: Situation) => string,
): PeopleSearch {
  const reached = new Set(known.map((one) => `${channelOf(one)} ${rankIn(policy, one)}`))
  const channels = [...new Set(callersOf([policy]).map(({ channel }) => channel))]
  const question = openQuestion([policy])
  const situations = channels
    .filter((channel) => channel !== 'unknown')
    .flatMap((channel) =>
      RANKS.filter((rank) => !reached.has(`${channel} ${rank}`)).flatMap((rank) => {
        const place = question.terms.ways.findIndex(({ name }) => name === channel)
        const found = findExample(
          [policy],
          question,
          [isOneOf(WRITE, [rank]), isOneOf(CHANNEL, [place])],
          { shows: (situation) => rankIn(policy, situation) === rank },
        )
        if (found.type === 'example') return [found.situation]
        const held = cappedSituations(policy, channel).find((one) => rankIn(policy, one) === rank)
        return held === undefined ? [] : [held]
      }),
    )
  return { situations, isGivenUp: question.givenUp() !== null }
}

/** Reads the level that somebody reaches. */
const rankIn = (policy: CompiledPolicy, { engagement, at }: Situation): Rank =>
  assess(engagement, at, policy).trust.write

/**
 * Lists people on a channel who are known as well as may be, by the directory or by a proof, with everything in turn
 * that may be held against somebody.
 */
function cappedSituations(policy: CompiledPolicy, channel: string): readonly Situation[] {
  return callersOf([policy])
    .filter((caller) => caller.channel === channel)
    .flatMap((caller) => {
      const [nobody = {}, onFile = {}, enrolled = {}] = partsOfContact(policy, caller)
      const person = { ...SCENE, phone: SCENE.secondPhone, mailbox: SCENE.email, address: '' }
      const logins = specimensOf(policy)
        .filter(([kind]) => kind === 'session')
        .slice(0, 2)
        .map(([, { make }]) => ({ evidence: [make(person, stampOf(MINUTE, 0))] }))
      const bad = [{ part: {} }, ...badParts(policy, caller)]
      return [nobody, onFile, enrolled, ...logins].flatMap((known) =>
        bad.map(({ part }) => ({
          engagement: composeEngagement(caller.contact, [known, part]),
          at: SCENE.at,
        })),
      )
    })
}
