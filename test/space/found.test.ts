import { expect, test } from 'vitest'
import { type CompiledPolicy, decideRequest } from '../../src/decide/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { all, type Formula, not } from '../../src/space/formula.js'
import type { SolvedState } from '../../src/space/realise.js'
import { openQuestion, type Question } from '../../src/space/solve.js'
import { disclosureStatements, isAllowed } from '../../src/space/statements.js'
import { CHANNEL, isOneOf } from '../../src/space/terms.js'
import { writeRank } from '../../src/trust/index.js'
import { makePolicy } from '../falsify/policies.js'
import { times } from '../runs.js'
import { fromSeed } from '../trust/evidenceWorld.js'

const decideOn = (policy: CompiledPolicy, state: SolvedState) => {
  const { assessment, way, topics, isLinked, context, amount, to, roles, moment } = state
  // A proof for a payment names the amount that is asked for, with its currency.
  const supports = assessment.supports.map((support) => ({
    ...support,
    ...(amount !== undefined &&
      support.amount !== undefined && { amount: `${amount.amount} ${amount.currency}` }),
    since: support.since - assessment.at + moment,
  }))
  return decideRequest(
    policy,
    { ...assessment, at: moment, supports },
    {
      classes: policy.classes.flatMap(({ name }) => (topics.includes(name) ? [name] : [])),
      actions: policy.actions.flatMap(({ name }) => (topics.includes(name) ? [name] : [])),
      ...(isLinked && { amount: '12.50', payee: 'Acme Energy' }),
      ...amount,
      ...(to !== undefined && { to }),
      agent: { roles },
      channel: way.words.at(-1) ?? '',
      address: `${way.words[0] ?? ''}:`,
      context,
    },
  )
}

/** Asks for everything a policy may give, and not give, of one class or action at a time. */
function* statesOf(
  policy: CompiledPolicy,
): Generator<readonly [SolvedState, string, string, boolean]> {
  const solveOne = (question: Question, ...asked: readonly Formula[]) => {
    const solved = question.solve(...asked)
    return solved.type === 'found' && solved.state.isWhole ? [solved.state] : []
  }
  for (const dataClass of policy.classes) {
    const question = openQuestion([policy])
    for (const [given, formula] of disclosureStatements(question.terms, dataClass)) {
      for (const state of solveOne(question, formula)) yield [state, dataClass.name, given, true]
    }
  }
  for (const action of policy.actions) {
    for (const dataClass of policy.classes) {
      const question = openQuestion([policy])
      const allowed = all(withoutSession(question), isAllowed(question.terms, action))
      for (const [, formula] of disclosureStatements(question.terms, dataClass)) {
        for (const state of solveOne(question, formula, allowed))
          yield [state, action.name, 'allow', true]
        for (const state of solveOne(
          question,
          formula,
          withoutSession(question),
          not(allowed, question.terms.full),
        ))
          yield [state, action.name, 'allow', false]
      }
    }
  }
}

// A proof for nothing in particular counts for no action there, so a state may need one.
const withoutSession = ({ terms: { ways } }: Question): Formula =>
  isOneOf(
    CHANNEL,
    ways.flatMap(({ session, isKnown }, at) => (isKnown && !session ? [at] : [])),
  )

test('every state that is found is decided as was asked, by proofs that reach its trust', () => {
  let states = 0
  let general = 0
  for (let seed = 900; seed < 900 + POLICIES; seed += 1) {
    const compiled = compilePolicy(makePolicy(fromSeed(seed)))
    if (!compiled.ok) continue
    for (const [state, name, word, isSo] of statesOf(compiled.value)) {
      const { disclosure, actions } = decideOn(compiled.value, state)
      const { supports, trust, channel } = state.assessment
      states += 1
      if (supports.some((support) => support.general === true)) general += 1
      expect
        .soft([seed, name, (disclosure[name] ?? actions[name]) === word])
        .toEqual([seed, name, isSo])
      expect.soft(writeRank(supports)).toBe(trust.write)
      expect.soft(channel?.session === true && supports.some((one) => one.general)).toBe(false)
    }
  }
  expect(states).toBeGreaterThan(POLICIES * 4)
  expect(general).toBeGreaterThan(0)
}, 240_000)

const POLICIES = times(30)
