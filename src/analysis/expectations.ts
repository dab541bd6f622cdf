import { type CompiledPolicy, isOfRoute, stepUpMethodOf } from '../decide/index.js'
import { type Decision, LEVELS, levelOf, sorted } from '../model/index.js'
import { asList, type PolicyTest } from '../policy/index.js'

/** One expectation of a test that the decision does not meet, in the words of the test. */
export interface Mismatch {
  /** `trust`, `route` …, or the name of a class or action. */
  readonly subject: string
  /** What the test expects. */
  readonly expected: string
  /** What is decided instead. */
  readonly actual: string
}

/**
 * Compares a decision with what a test expects of it.
 *
 * A class that is not named is expected to be withheld, and an action that is not named is expected not to be
 * allowed, so that a test never passes because of something it forgot.
 */
export function compareExpected(
  policy: CompiledPolicy,
  expect: PolicyTest['expect'],
  decision: Decision,
): readonly Mismatch[] {
  const topics: readonly (readonly [string, string, string | undefined])[] = [
    ...policy.classes.map(
      ({ name }) => [name, decision.disclosure[name] ?? 'none', 'none'] as const,
    ),
    ...policy.actions.map(
      ({ name }) => [name, decision.actions[name] ?? 'deny', undefined] as const,
    ),
  ]
  return [
    ...Object.entries(READERS).flatMap(([subject, read]) =>
      Object.hasOwn(expect, subject) ? read(subject, expect[subject], decision) : [],
    ),
    ...(Object.hasOwn(expect, 'break_glass') ? [] : SEEN('break_glass', [], decision)),
    ...topics.flatMap(([subject, actual, standard]) => {
      const expected = Object.hasOwn(expect, subject) ? String(expect[subject]) : standard
      if (expected === undefined)
        return actual === 'allow' ? [{ subject, expected: 'not allow', actual }] : []
      return expected === actual ? [] : [{ subject, expected, actual }]
    }),
  ]
}

// Compares one expectation with a decision: nothing where it is met.
type ExpectationReader = (
  subject: string,
  expected: unknown,
  decision: Decision,
) => readonly Mismatch[]

/** A level by its name, also where the test wrote its rank. */
const levelText = (word: unknown): string => LEVELS[Number(word)] ?? String(word)

/** Expects exactly this word, printed as the decision prints it. */
const expectWord =
  (
    of: (decision: Decision) => string,
    print: (word: unknown) => string = String,
  ): ExpectationReader =>
  (subject, expected, decision) =>
    print(expected) === of(decision)
      ? []
      : [{ subject, expected: print(expected), actual: of(decision) }]

// At least these words, in this order: what is offered besides is no fault.
const expectAtLeast =
  (of: (decision: Decision) => readonly string[]): ExpectationReader =>
  (subject, expected, decision) => {
    const wanted = asList(expected).map(
      (word) => stepUpMethodOf(String(word))?.name ?? String(word),
    )
    const found = [...new Set(of(decision))].filter((word) => wanted.includes(word))
    return found.join() === [...new Set(wanted)].join()
      ? []
      : [{ subject, expected: wanted.join(', '), actual: [...new Set(of(decision))].join(', ') }]
  }

/** The same words, in whatever order, and no others. */
const expectSameWords =
  (of: (decision: Decision) => readonly string[]): ExpectationReader =>
  (subject, expected, decision) => {
    const [wanted, found] = [asList(expected).map(String), of(decision)].map((words) =>
      sorted(words).join(', '),
    )
    return wanted === found ? [] : [{ subject, expected: wanted ?? '', actual: found ?? '' }]
  }

// A row has to say what an agent sees by breaking the glass, just as it has to say a class that is given.
const SEEN = expectSameWords(({ breakGlass }) => breakGlass?.classes ?? [])

const READERS: Readonly<Record<string, ExpectationReader>> = {
  trust: expectWord(({ trust }) => levelOf(trust.write), levelText),
  read: expectWord(({ trust }) => levelOf(trust.read), levelText),
  // The person they act for, as the directory names them: a claim without a tie is on behalf of nobody.
  acting_for: (subject, expected, { acting }) =>
    acting?.subject === expected
      ? []
      : [{ subject, expected: String(expected), actual: acting?.subject ?? 'nobody' }],
  // Every relation in which they act: an empty list says that they represent nobody.
  acting_as: expectSameWords(({ acting }) => acting?.as ?? []),
  break_glass: SEEN,
  notices: expectSameWords(({ notices }) => notices.map(({ to }) => to)),
  resolution: expectWord(({ trust }) => trust.resolution),
  // A route is meant for whichever value of a fact its skills name, unless the value is named with it.
  route: (subject, expected, { route }) =>
    isOfRoute(route.id, String(expected))
      ? []
      : [{ subject, expected: String(expected), actual: route.id }],
  queue: expectWord(({ route }) => route.queue),
  priority: expectWord(({ route }) => String(route.priority)),
  // Methods come in the business's order of preference, and so are expected in it.
  step_up: expectAtLeast(({ stepUp }) => stepUp.flatMap(({ methods }) => methods)),
  reason: (subject, expected, decision) => {
    const codes = decision.reasons.map(({ code }) => code)
    const missing = asList(expected).filter((code) => !codes.includes(String(code)))
    return missing.length === 0
      ? []
      : [{ subject, expected: missing.join(', '), actual: [...new Set(codes)].join(', ') }]
  },
}
