/**
 * Matchers and whole suites for vitest, which is a peer: `import 'countersign/vitest'` once, and
 * `expect` knows them. Each refuses a word that the policy does not have, under `.not` as well.
 *
 * @packageDocumentation
 */

import { describe, expect, test } from 'vitest'
import {
  type DecidedEngagement,
  describeFault,
  engagementOf,
  explainMismatches,
  factFaultsOf,
  faultsOf,
  findMisuse,
  type Matchable,
  type MatcherResult,
  matchActFor,
  matchBreakGlass,
  matchDisclose,
  matchRequire,
  matchRouteTo,
  matchWithhold,
  type NamedWord,
  printTest,
  prove,
  rowAgainst,
  runTest,
  type Situation,
} from './analysis/index.js'
import type { CompiledPolicy } from './decide/index.js'
import { evaluate } from './evaluate.js'
import { type Decision, type Disclosure, describeIssue, type Relation } from './model/index.js'
import {
  compilePolicy,
  type GivenDocument,
  type PolicyDocument,
  type PolicySources,
  parseDocument,
} from './policy/index.js'
import { openSpace } from './space/index.js'

/**
 * Decides what a test gives, or an engagement at a time, for the matchers.
 *
 * It throws a `TypeError` if a part of the test cannot be read, with code and path: that part would
 * count for nothing, and a test of what is withheld would pass. It also throws for a fact whose
 * name or value is not declared but is close to a declared one.
 *
 * @example
 * ```ts
 * const decided = deciding(policy, { channel: 'sms', address: '+14155550100' })
 * expect(decided).toWithhold('orders', 'class.orders.full')
 * expect(decided).toRouteTo('everyone')
 * ```
 */
export function deciding(
  policy: CompiledPolicy,
  given: GivenDocument | Situation,
): DecidedEngagement {
  const situation = 'engagement' in given ? given : engagementOf(given)
  const decision = evaluate(policy, situation.engagement, situation.at)
  const faults = [
    ...('engagement' in given ? [] : faultsOf(given, decision, [], policy.channels)),
    ...factFaultsOf(policy, situation.engagement.context),
  ]
  if (faults.length > 0) throw new TypeError(faults.map(describeFault).join('\n'))
  return { policy, situation, decision }
}

/**
 * A class or action that was withheld. `because` checks why. Without a cause, it is only checked
 * that it was withheld.
 */
export interface Withheld {
  /** Expects a rule, a shortfall, a cap or a reason among the causes. */
  because(cause: string): void
}

/**
 * Expects a class or action to be withheld; chain `.because(cause)` to say why. It is a function
 * for those who do not want to extend `expect`.
 *
 * @example
 * ```ts
 * expectWithheld(deciding(policy, given), 'orders').because('class.orders.full')
 * ```
 */
export function expectWithheld(decided: DecidedEngagement | Decision, name: string): Withheld {
  expectPass(checked(decided, [['topic', name]], () => matchWithhold(decided, name)))
  return {
    because(cause) {
      expectPass(checked(decided, [['cause', cause]], () => matchWithhold(decided, name, cause)))
    },
  }
}

// A message says what would give more, which takes a search: it is made where it is read, for what does not pass.
const expectPass = ({ pass, message }: MatcherResult): void =>
  expect(pass, pass ? undefined : message()).toBe(true)

/**
 * Matches, unless a word in it does not exist: that is an error under `.not` as well, because a misspelt name would pass
 * for one that is withheld or never taken.
 */
function checked(
  matchable: Matchable,
  words: readonly NamedWord[],
  match: () => MatcherResult,
  isNot = false,
): MatcherResult {
  const misuse = findMisuse(matchable, words, isNot)
  if (misuse !== null) throw new TypeError(misuse)
  return match()
}

// The words of a call are checked first, then the match is made: `isNot` makes the check stricter.
expect.extend({
  toDisclose: (decided: Matchable, name: string, rung?: Disclosure) =>
    checked(
      decided,
      [
        ['class', name],
        ['rung', rung],
      ],
      () => matchDisclose(decided, name, rung),
    ),
  toWithhold(decided: Matchable, name: string, because?: string) {
    const words: readonly NamedWord[] = [
      ['topic', name],
      ['cause', because],
    ]
    return checked(decided, words, () => matchWithhold(decided, name, because), this.isNot)
  },
  toRouteTo(decided: Matchable, id: string) {
    return checked(decided, [['route', id]], () => matchRouteTo(decided, id), this.isNot)
  },
  toActFor(decided: Matchable, subject: string, as?: Relation) {
    return checked(decided, [['relation', as]], () => matchActFor(decided, subject, as), this.isNot)
  },
  toBreakGlass(decided: Matchable, name: string) {
    return checked(decided, [['class', name]], () => matchBreakGlass(decided, name), this.isNot)
  },
  toRequire: (decided: Matchable, name: string, ...methods: readonly string[]) =>
    checked(decided, [['topic', name], ...methods.map((word) => ['method', word] as const)], () =>
      matchRequire(decided, name, methods),
    ),
})

declare module 'vitest' {
  interface Matchers<T> {
    /** Expects a class to be disclosed, exactly to a rung where one is named. */
    toDisclose(name: string, rung?: Disclosure): void
    /** Expects a class to be withheld, or an action not to be allowed, for a cause where one is named. */
    toWithhold(name: string, because?: string): void
    /** Expects the engagement to go to a route. */
    toRouteTo(id: string): void
    /** Expects it to be decided on behalf of a record, by a tie that the directory tells; as this, where one is named. */
    toActFor(subject: string, as?: Relation): void
    /** Expects an agent to see a class by breaking the glass; no answer to the customer carries it. */
    toBreakGlass(name: string): void
    /** Expects a class or action to be opened by all of these methods together. */
    toRequire(name: string, ...methods: readonly string[]): void
  }
}

/**
 * Makes a test of each test and each invariant of a policy, so that they run with your other tests.
 * What the policy extends is passed in under its name.
 *
 * It throws a `TypeError` for a policy that does not compile or has no tests, because it would pass
 * without testing anything. An invariant that cannot be decided fails, as a refuted one does.
 *
 * @example
 * ```ts
 * describePolicy(readFileSync('policy.yaml', 'utf8'))
 * ```
 */
export function describePolicy(source: string | PolicyDocument, sources: PolicySources = {}): void {
  const parsed = parseDocument(source, sources)
  const policy = compilePolicy(source, sources)
  if (!parsed.ok || !policy.ok) {
    const issues = parsed.ok ? (policy.ok ? [] : policy.issues) : parsed.issues
    throw new TypeError(
      `the policy does not compile\n${issues.map((issue) => describeIssue('policy', issue)).join('\n')}`,
    )
  }
  if (parsed.value.tests.length === 0) throw new TypeError('the policy has no tests')
  const { document, tests, invariants } = parsed.value
  describe(`${document.policy} ${document.version}`, () => {
    for (const { statement } of tests) {
      test(statement.name, () => {
        const outcome = runTest(policy.value, statement)
        const failures = [
          ...outcome.faults.map(describeFault),
          ...explainMismatches(policy.value, outcome),
        ]
        expect(outcome.passed, failures.join('\n')).toBe(true)
      })
    }
    const space = openSpace(policy.value)
    // It is proved while tests are gathered, as its name may be that of the invariant itself.
    for (const { statement } of invariants) {
      const proof = prove(space, statement)
      test(proof.ok ? proof.value.name : 'an invariant', () => {
        expect(proof.ok, 'it can be asked').toBe(true)
        if (!proof.ok) return
        const { name, holds, counterexample: situation, open } = proof.value
        const shown =
          situation === undefined
            ? `nothing rules out ${open ?? 'a state that breaks it'}`
            : printTest(rowAgainst(policy.value, statement, { name, situation }))
        expect(holds, `not for this engagement, as a row of tests:\n${shown}`).toBe(true)
      })
    }
  })
}
