import { describe, expect, test } from 'vitest'
import { type CompiledPolicy, isByScheme, type Request } from '../../src/decide/index.js'
import { evaluateAssessed } from '../../src/evaluate.js'
import {
  type Assessment,
  type Decision,
  type Engagement,
  RESOLUTIONS,
} from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { FALSE, type Formula, TRUE } from '../../src/space/formula.js'
import { openQuestion, type SolverAnswer } from '../../src/space/solve.js'
import {
  ACTING,
  ACTS_AS,
  disclosureStatements,
  isAllowed,
  isMet,
  LINKED,
  routesTaken,
} from '../../src/space/statements.js'
import {
  CHANNEL,
  isOneOf,
  isSo,
  READ,
  RESOLUTION,
  type Terms,
  WRITE,
} from '../../src/space/terms.js'
import { assess, readRequest } from '../../src/trust/index.js'
import { makeCustomer } from '../falsify/customers.js'
import { makeEngagement } from '../falsify/engagements.js'
import { makePolicy } from '../falsify/policies.js'
import { ACTION_NAMES, CLASS_NAMES } from '../falsify/words.js'
import { times } from '../runs.js'
import { type Choose, fromSeed, NOW } from '../trust/evidenceWorld.js'

interface TriedCase {
  readonly policy: CompiledPolicy
  readonly engagement: Engagement
  readonly assessment: Assessment
  readonly decision: Decision
  readonly request: Request
}

/** States of an engagement all that a question of the analysis can speak of. */
function stateAll(terms: Terms, one: TriedCase): readonly Formula[] {
  const { policy, decision, assessment, request } = one
  const given = policy.classes.flatMap((dataClass) =>
    disclosureStatements(terms, dataClass).flatMap(([word, formula]) =>
      word === (decision.disclosure[dataClass.name] ?? 'none') ? [formula] : [],
    ),
  )
  const allowed = policy.actions.map((action): readonly [boolean, Formula] => [
    decision.actions[action.name] === 'allow',
    isAllowed(terms, action),
  ])
  const delivered = policy.actions.flatMap(({ name, deliver }) =>
    deliver !== undefined && decision.actions[name] === 'deliver_to_record'
      ? [isMet(terms, deliver, { name, about: 'action' })]
      : [],
  )
  const taken = routesTaken(terms, policy)[
    policy.routes.findIndex(({ id }) => id === decision.route.id)
  ]
  const { trust, risks } = assessment
  return [
    ...given,
    ...allowed.flatMap(([so, formula]) => (so ? [formula] : [])),
    ...delivered,
    taken ?? FALSE,
    isOneOf(WRITE, [trust.write]),
    isOneOf(READ, [trust.read]),
    isOneOf(RESOLUTION, [RESOLUTIONS.indexOf(trust.resolution)]),
    stateWay(terms, one),
    ...named(terms, 'risk ').map((risk) => isSo(terms, `risk ${risk}`, risks.includes(risk))),
    ...named(terms, 'topic ').map((topic) =>
      isSo(
        terms,
        `topic ${topic}`,
        request.classes.includes(topic) || request.actions.includes(topic),
      ),
    ),
    ...stateActing(terms, assessment),
    terms.known.has(LINKED)
      ? isSo(terms, LINKED, request.amount !== undefined && request.payee !== undefined)
      : TRUE,
    ...refused(terms, allowed),
  ]
}

const stateActing = (terms: Terms, { acting }: Assessment): readonly Formula[] =>
  terms.known.has(ACTING)
    ? [
        isSo(terms, ACTING, acting !== undefined),
        ...(acting === undefined ? [] : named(terms, ACTS_AS)).map((as) =>
          isSo(terms, ACTS_AS + as, acting?.as.some((one) => one === as) === true),
        ),
      ]
    : []

const refused = (
  terms: Terms,
  allowed: readonly (readonly [boolean, Formula])[],
): readonly Formula[] => allowed.flatMap(([so, formula]) => (so ? [] : [negate(terms, formula)]))

// Written apart from the analysis: what is not so of a statement.
function negate(terms: Terms, formula: Formula): Formula {
  if (formula.type === 'is') {
    const full = terms.full[formula.variable] ?? 0n
    return { ...formula, mask: full - (full & formula.mask) }
  }
  const parts = formula.parts.map((part) => negate(terms, part))
  return { type: formula.type === 'all' ? 'any' : 'all', parts }
}

const named = ({ names }: Terms, prefix: string): readonly string[] =>
  names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []))

/** The ways to write whose words are the same, for every word that a condition can have. */
function stateWay(terms: Terms, { assessment: { channel }, request }: TriedCase): Formula {
  const words = [...new Set(terms.ways.flatMap((way) => way.words))]
  const on = words.filter((word) => isByScheme(word, request)).join()
  const places = terms.ways.flatMap((way, at) =>
    words.filter((word) => way.words.includes(word)).join() === on &&
    way.isKnown === (channel !== undefined) &&
    (channel === undefined || way.session === channel.session)
      ? [at]
      : [],
  )
  return isOneOf(CHANNEL, places)
}

/** Asks of some cases of one policy whether each is possible. */
function askOf(policy: CompiledPolicy, cases: readonly TriedCase[]): readonly SolverAnswer[] {
  const { terms, solve } = openQuestion([policy])
  // Statements add their variables; what is said of each variable comes once they are all there.
  for (const one of cases) stateAll(terms, one)
  return cases.map((one) => solve(...stateAll(terms, one)))
}

function makeCase(policy: CompiledPolicy, choose: Choose): TriedCase {
  const engagement =
    choose(4) === 0
      ? makeEngagement(choose)
      : makeCustomer(choose, [...CLASS_NAMES, ...ACTION_NAMES])
  const assessment = assess(engagement, NOW, policy)
  return {
    policy,
    engagement,
    assessment,
    decision: evaluateAssessed(policy, engagement, assessment),
    request: readRequest(engagement, policy),
  }
}

describe('no proof can leave out what is', () => {
  test('whatever an engagement is decided to be, the analysis finds it possible', () => {
    let asked = 0
    let found = 0
    for (let seed = 300; seed < 300 + POLICIES; seed += 1) {
      const choose = fromSeed(seed)
      const compiled = compilePolicy(makePolicy(choose))
      if (!compiled.ok) continue
      const cases = Array.from({ length: 15 }, () => makeCase(compiled.value, choose))
      const solved = askOf(compiled.value, cases)
      asked += solved.length
      found += solved.filter(({ type }) => type === 'found').length
      const impossible = solved.flatMap(({ type }, round) => (type === 'none' ? [round] : []))
      expect.soft({ seed, impossible }).toEqual({ seed, impossible: [] })
    }
    expect(asked).toBeGreaterThan(POLICIES * 5)
    expect(found / asked).toBeGreaterThan(0.95)
  }, 240_000)
})

// Of those that are drawn some do not compile.
const POLICIES = times(28)
