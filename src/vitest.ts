import { describe, expect, test } from 'vitest'
import { engagementOf, type Situation } from './analysis/engagementOf.js'
import { explainMismatch } from './analysis/explainMismatch.js'
import {
  type Decided,
  matchDisclose,
  matchRequire,
  matchRouteTo,
  matchWithhold,
} from './analysis/matchers.js'
import { prove } from './analysis/prove.js'
import { runTest } from './analysis/runTests.js'
import { openSpace } from './analysis/space/openSpace.js'
import type { CompiledPolicy } from './decide/compiled.js'
import { evaluate } from './evaluate.js'
import type { Disclosure } from './model/decision.js'
import type { GivenDocument, PolicyDocument } from './policy/document.js'
import { compilePolicy, parseDocument } from './policy/index.js'

/** Decides what a test row gives, or an engagement at a time, for the matchers. */
export function deciding(policy: CompiledPolicy, given: GivenDocument | Situation): Decided {
  const situation = 'engagement' in given ? given : engagementOf(given)
  return {
    policy,
    situation,
    decision: evaluate(policy, situation.engagement, situation.at),
  }
}

/** A class or action that was withheld, and may be asked why. */
export interface Withheld {
  /** Expects a rule, a shortfall, a cap or a reason among the causes. */
  because(cause: string): void
}

/** Expects a class or action to be withheld; chain `.because(cause)` to say why. */
export function expectWithheld(decided: Decided, name: string): Withheld {
  const { pass, message } = matchWithhold(decided, name)
  expect(pass, message()).toBe(true)
  return {
    because(cause) {
      const verdict = matchWithhold(decided, name, cause)
      expect(verdict.pass, verdict.message()).toBe(true)
    },
  }
}

expect.extend({
  toDisclose: (decided: Decided, name: string, rung?: Disclosure) =>
    matchDisclose(decided, name, rung),
  toWithhold: (decided: Decided, name: string, because?: string) =>
    matchWithhold(decided, name, because),
  toRouteTo: (decided: Decided, id: string) => matchRouteTo(decided, id),
  toRequire: (decided: Decided, name: string, ...methods: readonly string[]) =>
    matchRequire(decided, name, methods),
})

declare module 'vitest' {
  interface Matchers<T> {
    /** Expects a class to be disclosed, exactly to a rung where one is named. */
    toDisclose(name: string, rung?: Disclosure): void
    /** Expects a class to be withheld, or an action not to be allowed, for a cause where one is named. */
    toWithhold(name: string, because?: string): void
    /** Expects the engagement to go to a route. */
    toRouteTo(id: string): void
    /** Expects a class or action to be opened by all of these methods together. */
    toRequire(name: string, ...methods: readonly string[]): void
  }
}

/** Makes a test of each row and each invariant of a policy, so that they run with the others. */
export function describePolicy(source: string | PolicyDocument): void {
  const parsed = parseDocument(source)
  const policy = compilePolicy(source)
  if (!parsed.ok || !policy.ok) throw new TypeError('the policy does not compile')
  const { document, tests, invariants } = parsed.value
  describe(`${document.policy} ${document.version}`, () => {
    for (const { statement } of tests) {
      test(statement.name, () => {
        const outcome = runTest(policy.value, statement)
        const failures = outcome.mismatches.flatMap((one) =>
          explainMismatch(policy.value, outcome, one),
        )
        expect(outcome.passed, failures.join('\n')).toBe(true)
      })
    }
    const space = openSpace(policy.value)
    for (const { statement } of invariants) {
      const proof = prove(space, statement)
      test(proof.ok ? proof.value.name : 'an invariant', () => {
        expect(proof.ok, 'it can be asked').toBe(true)
        if (proof.ok) expect(proof.value.counterexample).toBeUndefined()
      })
    }
  })
}
