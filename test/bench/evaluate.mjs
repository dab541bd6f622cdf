// Decisions a second, against the floor that any service pays (parsing and printing the event) and against engines that
// are handed the trust which Countersign has to work out first. One process, in turn, ratios.
import { createMongoAbility } from '@casl/ability'
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { Engine } from 'json-rules-engine'
import { assess, compilePolicy, decide, evaluate, parseEngagement } from '../../dist/index.js'

const POLICY = `
policy: bench
version: 1
classes:
  contact: { fields: [name, email], confirm: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 24h } }
  account: { fields: [orders.*], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 1h } }
  financial: { fields: [bank.*], masked: { write: verified, read: verified, maxAge: 15m }, full: { write: strong, read: verified, maxAge: 15m } }
stepUp: [login, verify_sms]
routes:
  - { id: fraud, when: { risk: [sim_swap, conflict] }, queue: fraud-desk, priority: 10 }
  - { id: verified, when: { trust: verified, channel: [sms, whatsapp] }, queue: care, priority: 5 }
  - { id: general, queue: front-desk }
`
const policy = compilePolicy(POLICY).value
const AT = Date.parse('2026-11-22T10:00:05Z')
const address = (index) => `+1415555${String(100 + index).padStart(4, '0')}`

const dip = (index) => ({
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: address(index) },
  matches: [
    { customer: 'C-1001', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' },
  ],
})
const code = (index) => ({
  kind: 'verify_check',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  result: {
    sid: `VE${index}`,
    to: address(index),
    channel: 'sms',
    status: 'approved',
    valid: true,
  },
})
const lookup = (index) => ({
  kind: 'lookup',
  at: '2026-11-22T09:59:30Z',
  result: {
    phone_number: address(index),
    sim_swap: {
      last_sim_swap: {
        last_sim_swap_date: null,
        swapped_period: 'PT24H',
        swapped_in_period: false,
      },
      error_code: null,
    },
    line_type_intelligence: { type: 'mobile', error_code: null },
  },
})
const login = (index) => ({
  kind: 'session',
  conversation: 'CH01',
  issuer: 'https://login.example.com',
  subject: `u-${index}`,
  customer: 'C-1001',
  amr: ['pwd'],
  authTime: '2026-11-22T09:58:00Z',
  expires: '2026-11-22T10:40:00Z',
})

const engagementOf = (numbers) => ({
  conversation: 'CH01',
  contact: { channel: 'sms', address: address(0), to: '+18005550199' },
  claims: { friendlyName: 'Ada', email: 'ada@example.com' },
  evidence: Array.from({ length: numbers }, (_, index) => [
    dip(index),
    code(index),
    lookup(index),
    login(index),
  ]).flat(),
  intent: { classes: ['account'], actions: [] },
  context: { language: 'en' },
})

const cases = [
  ['typical', 4, engagementOf(1)],
  ['16 items', 16, engagementOf(4)],
  ['32 items', 32, engagementOf(8)],
  ['heavy', 64, engagementOf(16)],
  ['very heavy', 256, engagementOf(64)],
]

// Time of the processor and not of the clock, so that what else the machine does is not counted.
const now = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Microseconds a call: the best of rounds, since a neighbour only ever makes one slower. Each outlasts the clock's grain. */
const measure = async (call, { rounds = 9, budget = 60_000 } = {}) => {
  const once = async (count) => {
    const started = now()
    for (let index = 0; index < count; index += 1) {
      const result = call()
      if (result instanceof Promise) await result
    }
    return (now() - started) / count
  }
  // Long enough for the engine to have compiled what is hot.
  for (let spent = 0; spent < 40 * budget; ) spent += 200 * (await once(200))
  const guess = Math.max(await once(200), 0.05)
  const times = []
  for (let round = 0; round < rounds; round += 1) times.push(await once(Math.ceil(budget / guess)))
  return Math.min(...times)
}

const row = (...cells) =>
  console.log(
    cells
      .map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(14)))
      .join(''),
  )

console.log('\nevaluate, from an engagement that was parsed\n')
row('engagement', 'us', 'a second', 'of floor', 'us an item')
let typical = 0
for (const [name, items, raw] of cases) {
  const engagement = parseEngagement(raw).value
  const text = JSON.stringify(raw)
  const floor = await measure(() => JSON.stringify(JSON.parse(text)))
  const ours = await measure(() => evaluate(policy, engagement, AT))
  if (typical === 0) typical = ours
  row(
    `${name} (${items} items, ${text.length} B)`,
    ours.toFixed(2),
    Math.round(1e6 / ours).toLocaleString('en'),
    (ours / floor).toFixed(2),
    (ours / items).toFixed(2),
  )
}

// The peers' question: three classes and a route, from trust that somebody else has assessed.
const facts = { write: 3, read: 3, age: 5, channel: 'sms', risk: 'none' }

const engine = new Engine()
const rule = (event, all) => engine.addRule({ event: { type: event }, conditions: { all } })
const atLeast = (fact, value) => ({ fact, operator: 'greaterThanInclusive', value })
const fresh = (value) => ({ fact: 'age', operator: 'lessThan', value })
rule('contact.confirm', [atLeast('write', 2), atLeast('read', 2)])
rule('contact.full', [atLeast('write', 3), atLeast('read', 3), fresh(86_400)])
rule('account.masked', [atLeast('write', 2), atLeast('read', 2)])
rule('account.full', [atLeast('write', 3), atLeast('read', 3), fresh(3_600)])
rule('financial.masked', [atLeast('write', 3), atLeast('read', 3), fresh(900)])
rule('financial.full', [atLeast('write', 4), atLeast('read', 3), fresh(900)])
rule('route.fraud', [{ fact: 'risk', operator: 'in', value: ['sim_swap', 'conflict'] }])
rule('route.verified', [
  atLeast('write', 3),
  { fact: 'channel', operator: 'in', value: ['sms', 'whatsapp'] },
])

const ability = createMongoAbility(
  [
    {
      action: 'confirm',
      subject: 'contact',
      conditions: { write: { $gte: 2 }, read: { $gte: 2 } },
    },
    {
      action: 'full',
      subject: 'contact',
      conditions: { write: { $gte: 3 }, read: { $gte: 3 }, age: { $lt: 86_400 } },
    },
    { action: 'masked', subject: 'account', conditions: { write: { $gte: 2 }, read: { $gte: 2 } } },
    {
      action: 'full',
      subject: 'account',
      conditions: { write: { $gte: 3 }, read: { $gte: 3 }, age: { $lt: 3_600 } },
    },
    {
      action: 'masked',
      subject: 'financial',
      conditions: { write: { $gte: 3 }, read: { $gte: 3 }, age: { $lt: 900 } },
    },
    {
      action: 'full',
      subject: 'financial',
      conditions: { write: { $gte: 4 }, read: { $gte: 3 }, age: { $lt: 900 } },
    },
    { action: 'take', subject: 'fraud', conditions: { risk: { $in: ['sim_swap', 'conflict'] } } },
    {
      action: 'take',
      subject: 'verified',
      conditions: { write: { $gte: 3 }, channel: { $in: ['sms', 'whatsapp'] } },
    },
  ],
  { detectSubjectType: ({ type }) => type },
)

const questions = [
  ['full', 'contact'],
  ['full', 'account'],
  ['full', 'financial'],
  ['masked', 'financial'],
  ['take', 'fraud'],
  ['take', 'verified'],
]
const permit = (action, subject, when) =>
  `permit(principal, action == Action::"${action}", resource == Class::"${subject}") when { ${when} };`
preparsePolicySet('bench', {
  staticPolicies: [
    permit('full', 'contact', 'context.write >= 3 && context.read >= 3 && context.age < 86400'),
    permit('full', 'account', 'context.write >= 3 && context.read >= 3 && context.age < 3600'),
    permit('full', 'financial', 'context.write >= 4 && context.read >= 3 && context.age < 900'),
    permit('masked', 'financial', 'context.write >= 3 && context.read >= 3 && context.age < 900'),
    permit('take', 'fraud', '["sim_swap","conflict"].contains(context.risk)'),
    permit(
      'take',
      'verified',
      'context.write >= 3 && ["sms","whatsapp"].contains(context.channel)',
    ),
  ].join('\n'),
})
const cedar = () => {
  for (const [action, subject] of questions) {
    statefulIsAuthorized({
      principal: { type: 'Person', id: 'p' },
      action: { type: 'Action', id: action },
      resource: { type: 'Class', id: subject },
      context: facts,
      preparsedPolicySetId: 'bench',
      validateRequest: false,
      entities: [],
    })
  }
}
const casl = () => {
  for (const [action, type] of questions) ability.can(action, { type, ...facts })
}

const given = parseEngagement(cases[0][2]).value
const assessment = assess(given, AT, policy)
const ours = await measure(() => decide(policy, assessment, given))

console.log(
  '\nthe comparable question: what may be shown and where it goes, from trust that is given\n',
)
row('engine', 'us', 'a second', 'times ours')
const line = (name, us) =>
  row(name, us.toFixed(2), Math.round(1e6 / us).toLocaleString('en'), (us / ours).toFixed(1))
line('countersign, decide', ours)
line('countersign, evaluate', typical)
line('@casl/ability', await measure(casl))
line('json-rules-engine', await measure(() => engine.run(facts)))
line('cedar-wasm, preparsed', await measure(cedar))
