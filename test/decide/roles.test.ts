import { expect, test } from 'vitest'
import { diff, explain, lintDocument, mutate, openSpace, prove } from '../../src/analysis/index.js'
import { mayRepeat, rankOfAnswer, rankOfOpenness, replayRecord } from '../../src/decide/index.js'
import { evaluate, evaluateAndRecord } from '../../src/evaluate.js'
import type { Agent, Engagement } from '../../src/model/index.js'
import {
  compilePolicy,
  type PolicyDocument,
  parseDocument,
  printPolicy,
} from '../../src/policy/index.js'
import { toAgentPanel, toTaskAttributes } from '../../src/twilio/outbound/index.js'
import { compiled } from '../compiled.js'
import { makeCustomer } from '../falsify/customers.js'
import { makeEngagement } from '../falsify/engagements.js'
import { makePolicy } from '../falsify/policies.js'
import { ACTION_NAMES, CLASS_NAMES, some } from '../falsify/words.js'
import { times } from '../runs.js'
import { type Choose, fromSeed, NOW } from '../trust/evidenceWorld.js'

const BANK = `
policy: bank
version: 1
roles: [agent, supervisor, fraud_desk]
classes:
  account:
    masked: { write: recognized, read: recognized, roles: [agent, supervisor] }
    full: { write: verified, read: verified, roles: supervisor }
  balance: { full: recognized }
actions:
  refund: { write: recognized, roles: [supervisor] }
  note: { write: recognized }
stepUp: [verify_sms]
routes: [{ id: all, queue: care }]
`

const AT = '2026-11-22T10:00:00Z'
const PHONE = '+14155550100'

const known = (agent?: Agent): Engagement => ({
  conversation: 'CH01',
  contact: { channel: 'sms', address: PHONE },
  ...(agent !== undefined && { agent }),
  intent: { classes: ['account'], actions: ['refund'] },
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: PHONE },
      matches: [
        { customer: 'C-1001', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' },
      ],
    },
  ],
})

const decide = (agent?: Agent) => evaluate(compiled(BANK), known(agent), AT)

test('each of the staff sees what their role may, and does what it may', () => {
  const of = (...roles: readonly string[]) => {
    const { disclosure, actions } = decide({ worker: 'WK01', roles })
    return [disclosure['account'], disclosure['balance'], actions['refund'], actions['note']]
  }
  expect(of('agent')).toEqual(['masked', 'full', 'deny', 'allow'])
  expect(of('supervisor')).toEqual(['masked', 'full', 'allow', 'allow'])
  expect(of('fraud_desk')).toEqual(['none', 'full', 'deny', 'allow'])
})

test.each([
  undefined,
  { roles: [] },
  { worker: 'WK01', roles: [] },
  { roles: ['Supervisor'] },
  { roles: ['manager'] },
])('who is not known, or has a role that nobody declared, has none: %j', (agent) => {
  const decision = decide(agent)
  expect(decision.disclosure['account']).toBe('none')
  expect(decision.actions['refund']).toBe('deny')
  expect(decision.reasons).toContainEqual({
    code: 'role_not_allowed',
    at: '/intent/classes/0',
    rule: 'class.account.masked',
  })
})

test.each([
  7,
  'supervisor',
  ['supervisor'],
  { roles: 'supervisor' },
  { roles: { 0: 'supervisor' } },
])('what cannot be read of the staff is nobody: %j', (agent) => {
  const given: object = { ...known(), agent }
  const read = JSON.parse(JSON.stringify(given))
  expect(evaluate(compiled(BANK), read, AT).disclosure['account']).toBe('none')
})

test('what a form, a fact or the evidence says of a role makes nobody one of the staff', () => {
  const said = { role: 'supervisor', roles: ['supervisor'], agent: 'supervisor' }
  const engagement: Engagement = {
    ...known(),
    claims: { role: 'supervisor', roles: 'supervisor', agent: 'supervisor' },
    context: { role: 'supervisor', roles: 'supervisor' },
    evidence: [...(known().evidence ?? []), { kind: 'agent_attestation', ...said }],
  }
  expect(evaluate(compiled(BANK), engagement, AT).disclosure['account']).toBe('none')
})

test('a task carries what nobody in particular may see, whoever it was decided for', () => {
  const agent = { worker: 'WK01', roles: ['supervisor'] }
  const forSupervisor = toTaskAttributes(known(agent), decide(agent)).text
  expect(forSupervisor).toBe(toTaskAttributes(known(), decide()).text)
  const panel = toAgentPanel(forSupervisor)
  expect(panel.mayBeSaid.map(({ code }) => code)).toEqual(['balance', 'note'])
})

test('what only some may see in full is shown again to none but them', () => {
  const policy = compiled(BANK)
  const said = { label: 'account' }
  expect(mayRepeat(policy, said, 4)).toBe(false)
  expect(mayRepeat(policy, said, 4, ['agent'])).toBe(false)
  expect(mayRepeat(policy, said, 4, ['supervisor'])).toBe(true)
  expect(mayRepeat(policy, { label: 'balance' }, 4)).toBe(true)
})

test('the record names the roles that the policy knows, and is decided again alike', () => {
  const policy = compiled(BANK)
  const engagement = known({ worker: 'Ada', roles: ['supervisor', 'Ada Lovelace'] })
  const { decision, record } = evaluateAndRecord(policy, engagement, AT)
  expect(record.roles).toEqual(['supervisor'])
  expect(JSON.stringify(record)).not.toContain('Ada')
  expect(replayRecord(policy, record)?.disclosure).toEqual(decision.disclosure)
  expect(replayRecord(policy, record)?.actions).toEqual(decision.actions)
})

test('why somebody of another role sees nothing is explained, with the role that would', () => {
  const told = explain(compiled(BANK), { engagement: known(), at: Date.parse(AT) })
  const account = told.topics.find(({ topic }) => topic === 'account')
  expect(account?.considered[0]?.short).toEqual(['role'])
  expect(account?.flip).toBe('with an agent of the role agent')
})

test('what only a role may see is proved, and what another could see is shown', () => {
  const space = openSpace(compiled(BANK))
  const unless = { never: { class: 'account', at_least: 'full' } } as const
  const proved = prove(space, { ...unless, when: { role: 'agent', trust_below: 'verified' } })
  expect(proved.ok && proved.value.verdict).toBe('proved')
  const refuted = prove(space, { never: { action: 'refund', answer: 'allow' } })
  expect(refuted.ok && refuted.value.counterexample?.engagement.agent).toEqual({
    roles: ['supervisor'],
  })
})

test.each([
  ['roles: supervisor }', 'roles: [supervisor, agent] }', 'looser'],
  ['roles: [agent, supervisor] }', 'roles: supervisor }', 'stricter'],
  ['roles: [supervisor] }', 'roles: [fraud_desk] }', 'looser'],
])('a comparison finds that %s became %s', (from, to, change) => {
  const compared = diff(compiled(BANK), compiled(BANK.replace(from, to)))
  const changes = compared.ok ? compared.value.regions.map((region) => region.change) : []
  expect(changes).toContain(change)
})

test.each([
  [BANK.replace('roles: supervisor }', 'roles: superviser }'), 'unknown_role'],
  [BANK.replace('roles: [agent, supervisor, fraud_desk]\n', ''), 'unknown_role'],
  [
    BANK.replace('balance: {', 'balance: { accept: { write: claimed, roles: agent },'),
    'rung_weaker_than_lower',
  ],
  [
    BANK.replace(
      'note: { write: recognized }',
      'note: { write: recognized, unless: { role: agent } }',
    ),
    'unknown_key',
  ],
])(
  'a policy that misnames a role, or gives for not having one, does not compile',
  (source, code) => {
    const result = compilePolicy(source)
    expect(result.ok ? [] : result.issues.map((issue) => issue.code)).toContain(code)
  },
)

test('a role that nothing asks for is found, and no other', () => {
  const found = (source: string) => {
    const parsed = parseDocument(source)
    if (!parsed.ok) return []
    const { document } = parsed.value
    const findings = lintDocument({ document, policy: compiled(source) })
    return findings.flatMap(({ code, word }) => (code === 'role_never_named' ? [word] : []))
  }
  expect(found(BANK)).toEqual(['fraud_desk'])
  expect(
    found(
      BANK.replace(
        'refund: { write: recognized, roles: [supervisor]',
        'refund: { write: recognized, roles: [fraud_desk]',
      ),
    ),
  ).toEqual([])
})

test('tests kill every slip of the hand in what is asked of roles', () => {
  const parsed = parseDocument(BANK)
  const mutated = parsed.ok ? mutate(parsed.value.document) : parsed
  if (!mutated.ok) throw new TypeError('no mutants')
  const { rows } = mutated.value
  const again = parsed.ok ? mutate({ ...parsed.value.document, tests: rows }) : parsed
  expect(again.ok && again.value.score).toBe(100)
  expect(rows.some(({ given }) => given.agent !== undefined)).toBe(true)
})

const ROLES = ['agent', 'supervisor', 'fraud_desk'] as const

// The last rung of a class may ask for roles whatever those below it ask.
function withRoles(choose: Choose, document: PolicyDocument): PolicyDocument {
  const asking = <Part>(part: Part): Part => {
    const isAsked = typeof part === 'object' && part !== null && choose(3) > 0
    return isAsked ? { ...part, roles: some(choose, ROLES) } : part
  }
  const rungs = ['full', 'masked', 'confirm', 'accept'] as const
  return {
    ...document,
    roles: ROLES,
    classes: Object.fromEntries(
      Object.entries(document.classes).map(([name, { representative: _, ...one }]) => {
        const top = rungs.find((rung) => one[rung] !== undefined)
        return [name, top === undefined ? one : { ...one, [top]: asking(one[top]) }]
      }),
    ),
    actions: Object.fromEntries(
      Object.entries(document.actions ?? {}).map(([name, one]) => [name, asking(one)]),
    ),
  }
}

test('a lesser role never sees or does more, and a policy without roles knows nobody of the staff', () => {
  let more = 0
  let alike = 0
  for (let seed = 100; seed < 100 + times(60); seed += 1) {
    const choose = fromSeed(seed)
    const document = makePolicy(choose)
    // What asks for a role already would know the staff by it.
    if (document.roles !== undefined) continue
    const [plain, asking] = [document, withRoles(choose, document)].map((one) => compilePolicy(one))
    if (plain?.ok !== true || asking?.ok !== true) continue
    // What it was made of may be written otherwise; what is decided is not.
    expect({ ...compiled(printPolicy(asking.value)), parts: asking.value.parts }).toEqual({
      ...asking.value,
      parts: asking.value.parts,
    })
    for (let round = 0; round < 8; round += 1) {
      const names = [...CLASS_NAMES, ...ACTION_NAMES]
      const made = choose(3) === 0 ? makeEngagement(choose) : makeCustomer(choose, names)
      const { agent: _, breakGlass: __, ...engagement } = made
      const lesser = some(choose, ROLES, 0)
      const [none, less, all] = [
        undefined,
        { roles: lesser },
        { roles: [...lesser, ...ROLES] },
      ].map((agent) => evaluate(asking.value, { ...engagement, agent }, NOW))
      if (none === undefined || less === undefined || all === undefined) continue
      const shown = CLASS_NAMES.map((name) =>
        [none, less, all].map(({ disclosure }) => rankOfOpenness(disclosure[name] ?? 'none')),
      )
      const done = ACTION_NAMES.map((name) =>
        [less, all].map(({ actions }) => rankOfAnswer(actions[name] ?? 'deny')),
      )
      const sorted = [...shown, ...done].map((ranks) => ranks.toSorted((a, b) => a - b))
      expect([...shown, ...done]).toEqual(sorted)
      more += shown.filter(([zero, , high]) => zero !== high).length
      // Whoever was decided for, what all may see is what nobody in particular may.
      const { disclosure, actions, reasons } = { ...all, ...all.shared }
      expect({ ...none, disclosure, actions, reasons }).toEqual(none)
      expect(evaluate(asking.value, { ...engagement, agent: { roles: ['boss'] } }, NOW)).toEqual({
        ...none,
        shared: expect.anything(),
      })
      const named = evaluate(plain.value, { ...engagement, agent: { roles: ROLES } }, NOW)
      expect(named).toEqual(evaluate(plain.value, engagement, NOW))
      alike += 1
    }
  }
  expect(more).toBeGreaterThan(4)
  expect(alike).toBeGreaterThan(60)
})
