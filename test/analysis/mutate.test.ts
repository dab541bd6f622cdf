import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diff } from '../../src/analysis/diff.js'
import { addTests } from '../../src/analysis/mutation/addTests.js'
import { applyEdit, describeEdit, type Edit, partAt } from '../../src/analysis/mutation/edit.js'
import { editsOf } from '../../src/analysis/mutation/editsOf.js'
import { mutate } from '../../src/analysis/mutation/mutate.js'
import { printTest } from '../../src/analysis/mutation/printTest.js'
import { evaluate } from '../../src/evaluate.js'
import { compilePolicy, type PolicyDocument, parseDocument } from '../../src/policy/index.js'
import { examples, mutated } from './policies.js'

function documentOf(text: string): PolicyDocument {
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new Error('does not parse')
  return parsed.value.document
}

// Nothing rules out that it decides otherwise, and of what it offers besides no test row can say anything.
test('what is not ruled out to decide otherwise is not proved, whatever else it offers', () => {
  const asks = { maxAge: '2d', purpose: true, forbid_phishable_only: true }
  const document: PolicyDocument = {
    policy: 'unbuilt',
    version: 1,
    classes: { card: { fields: ['card.*'], accept: { write: 'recognized', ...asks } } },
    stepUp: ['login', 'passkey'],
    issuers: [
      { issuer: 'https://id.example.org', acr: { phr: 'recognized' }, amr: { face: 'strong' } },
    ],
    refuses: ['directory', 'security_event'],
    routes: [{ id: 'general', queue: 'front' }],
  }
  const { purpose: _, ...less } = asks
  const without: PolicyDocument = {
    ...document,
    classes: { card: { accept: { write: 'recognized', ...less } } },
  }
  const at = '2026-11-22T10:00:00Z'
  const policies = [document, without].map((said) => {
    const policy = compilePolicy(said)
    if (!policy.ok) throw new Error(policy.issues[0]?.code)
    return policy.value
  })
  const [one, other] = policies.map((policy) => {
    const login = {
      kind: 'session',
      conversation: 'CH01',
      issuer: 'https://id.example.org',
      subject: 'u-77',
      customer: 'C-1001',
      amr: ['face'],
      acr: 'phr',
      authTime: at,
      expires: '2026-11-22T11:00:00Z',
    }
    const contact = { channel: 'in_app', address: 'u-77' }
    const asked = {
      conversation: 'CH01',
      contact,
      evidence: [login],
      intent: { classes: ['card'] },
    }
    return evaluate(policy, asked, at).disclosure['card']
  })
  const report = mutate(
    document,
    undefined,
    ({ path }) => path.join('.') === 'classes.card.accept.purpose',
  )
  const fates = report.ok ? report.value.mutants.map(({ fate }) => fate) : []
  const [before, after] = policies
  const compared = before && after && diff(before, after)
  expect(compared).toMatchObject({
    value: { notCompared: [{ about: 'class card' }], looser: true },
  })
  expect([one, other, ...fates]).toEqual(['none', 'accept', 'unproved'])
})

describe.each(examples)('$name', ({ name, parsed, text }) => {
  test('no small change to the policy goes unnoticed by its tests', () => {
    const report = mutated(name)
    const survivors = report.ok
      ? report.value.mutants.filter(({ fate }) => fate === 'survived')
      : []
    expect(survivors.map(({ description }) => description)).toEqual([])
    expect(report.ok && report.value.score).toBe(100)
  }, 60_000)

  test('every change changes what it says, and nothing beside it', () => {
    for (const edit of editsOf(parsed.document)) {
      const changed = applyEdit(parsed.document, edit)
      expect(changed, describeEdit(parsed.document, edit)).not.toEqual(parsed.document)
      if (edit.value !== undefined) expect(partAt(changed, edit.path)).toEqual(edit.value)
    }
  })

  test('added tests read back as they are, and leave the rest as it was', () => {
    const [first] = parsed.tests
    if (first === undefined) throw new Error('the policy has no tests')
    const row = { ...first.statement, name: "a row with 'quotes', a: colon and # a hash" }
    const added = addTests(text, [row])
    const read = added.ok ? parseDocument(added.value) : added
    expect(read.ok && read.value.tests.at(-1)?.statement).toEqual(row)
    expect(added.ok && text.split('\n').every((line) => added.value.includes(line))).toBe(true)
  })
})

const SMALL = `
policy: small
version: 1
classes:
  money: { masked: recognized, full: { write: verified, read: verified, maxAge: 15m } }
stepUp: [login]
routes:
  - { id: known, when: { trust: recognized }, queue: care }
  - { id: general, queue: front }
`

const SMALL_DOCUMENT = documentOf(SMALL)
// What becomes of every small change to it: once for all who ask.
const ofSmall = mutate(SMALL_DOCUMENT)

test('a row that is proposed has a name of its own, also beside tests that hold another change there', () => {
  if (!ofSmall.ok) throw new Error('does not compile')
  // Every other row is there already, so what is still proposed falls beside tests of the same place.
  const tests = ofSmall.value.rows.filter((_, at) => at % 2 === 0)
  const beside = mutate({ ...SMALL_DOCUMENT, tests })
  const names = [...tests, ...(beside.ok ? beside.value.rows : [])].map(({ name }) => name)
  expect(names.length).toBeGreaterThan(tests.length)
  expect(new Set(names).size).toBe(names.length)
})

test('a policy without tests gets all the rows it needs, and then every mutant is killed', () => {
  if (!ofSmall.ok) throw new Error('does not compile')
  expect(ofSmall.value.rows.length).toBeGreaterThan(3)
  const added = addTests(SMALL, ofSmall.value.rows)
  const again = added.ok ? parseDocument(added.value) : added
  const second = again.ok ? mutate(again.value.document) : again
  expect(second.ok && second.value.score).toBe(100)
  expect(second.ok && second.value.rows).toEqual([])
})

test('a test that fails on the policy itself kills nothing', () => {
  const broken = {
    name: 'a number on file is strong',
    given: { channel: 'sms', address: '+14155550100' },
    expect: { trust: 'strong' },
  } as const
  const isOfRoute = ({ path }: Pick<Edit, 'path'>): boolean => path[0] === 'routes'
  const report = mutate({ ...SMALL_DOCUMENT, tests: [broken] }, undefined, isOfRoute)
  if (!report.ok || !ofSmall.ok) throw new TypeError('the policy of this test')
  expect(report.value.failing).toEqual([broken.name])
  const fates = [report, ofSmall].map((one) =>
    one.value.mutants.flatMap(({ edit, fate }) => (isOfRoute(edit) ? [[edit, fate]] : [])),
  )
  expect(fates[0]).toEqual(fates[1])
  expect(fates[0]?.length).toBeGreaterThan(3)
})

test('tests written as a flow list are left alone', () => {
  const row = { name: 'x', given: { channel: 'sms', address: '+14155550100' }, expect: {} }
  const added = addTests(`${SMALL}tests: []\n`, [row])
  expect(!added.ok && added.issues[0]?.code).toBe('tests_not_a_block')
})

test('a policy in JSON gets its rows as JSON', () => {
  const parsed = parseDocument(SMALL)
  if (!parsed.ok) throw new Error('does not compile')
  const row = { name: 'x', given: { channel: 'sms', address: '+14155550100' }, expect: {} }
  const added = addTests(JSON.stringify(parsed.value.document), [row])
  expect(added.ok && JSON.parse(added.value).tests).toEqual([row])
})

test('any text survives being printed as a test', () => {
  const anyText = fc.stringMatching(/^[ -~]{1,40}$/)
  fc.assert(
    fc.property(anyText, anyText, (name, value) => {
      const row = {
        name,
        given: { channel: 'sms', address: '+14155550100', context: { note: value } },
        expect: {},
      }
      const read = parseDocument(`${SMALL}tests:\n${printTest(row, '  ')}`)
      expect(read.ok && read.value.tests[0]?.statement).toEqual(row)
    }),
  )
})

test('a pack of one’s own is changed in every rule', () => {
  const read = parseDocument({
    policy: 'p',
    version: 1,
    packs: [
      {
        pack: 'house',
        classes: {
          fresh: { kinds: 'money', rung: 'full', requires: { write: 'verified' }, source: 's' },
          gone: { kinds: ['phi', 'pan'], rung: 'accept', requires: 'never', source: 's' },
        },
        redact: { logs: { audiences: 'log', identifiers: 'email', at_most: 'mask', source: 's' } },
        refuses: { guess: { evidence: 'lookup', source: 's' } },
        training: { senior: 'money' },
        risk: { sim_swap_unknown: 'recognized' },
      },
    ],
    classes: { money: { full: 'verified' } },
    routes: [{ id: 'all', queue: 'q' }],
  })
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  const { document } = read.value
  const places = editsOf(document)
    .filter(({ path }) => path[0] === 'packs')
    .map(({ operator, path }) => `${operator} ${path.slice(2).join('.')}`)
  expect(places).toEqual([
    'drop ',
    'raise classes.fresh.requires.write',
    'lower classes.fresh.requires.write',
    'drop classes.fresh',
    'narrow classes.gone.kinds',
    'narrow classes.gone.kinds',
    'drop classes.gone',
    'move redact.logs.at_most',
    'drop redact.logs',
    'drop refuses.guess',
    'drop training.senior',
    'raise risk.sim_swap_unknown',
    'lower risk.sim_swap_unknown',
    'drop risk.sim_swap_unknown',
  ])
})

test('what shows on one channel alone is found there', () => {
  // A number that is on file is recognized by itself. A mailbox is not, and so what was proved for something else shows there.
  const text = `policy: mail
version: 1
classes:
  name: { fields: [name], full: { write: recognized, read: recognized } }
  money: { fields: [balance], full: verified }
routes: [{ id: all, queue: front }]
`
  const parsed = parseDocument(text)
  const report = parsed.ok ? mutate(parsed.value.document) : parsed
  const one = report.ok
    ? report.value.mutants.find(({ description }) =>
        description.endsWith('write: recognized → claimed'),
      )
    : undefined
  expect(one?.fate).toBe('survived')
  const row = report.ok ? report.value.rows.find(({ name }) => name === one?.by) : undefined
  expect(row?.given.channel).toBe('email')
})

test('to refuse what nothing reads is proved to decide nothing', () => {
  const text = `policy: practice
version: 1
packs: [hipaa]
classes: { visits: { kind: public, fields: [visits], full: verified } }
routes: [{ id: all, queue: front }]
`
  const parsed = parseDocument(text)
  const report = parsed.ok ? mutate(parsed.value.document) : parsed
  const one = report.ok
    ? report.value.mutants.find(({ description }) => description.startsWith('packs'))
    : undefined
  expect(one?.fate).toBe('silent')
})

test('what is shown to differ, and what no test row can say, is told as beyond tests', () => {
  const report = mutate({
    policy: 'skilled',
    version: 1,
    classes: { open: { fields: ['open.*'], full: 'anonymous' } },
    routes: [
      { id: 'known', when: { trust: 'recognized' }, queue: 'care', skills: ['german'] },
      { id: 'general', queue: 'front' },
    ],
  })
  const fates = report.ok
    ? report.value.mutants
        .filter(({ description }) => description.includes('skills'))
        .map(({ fate }) => fate)
    : []
  expect(new Set(fates)).toEqual(new Set(['silent']))
})

describe('a step-up of the business’s own that is written otherwise', () => {
  const OWN: PolicyDocument = {
    policy: 'own-step-up',
    version: 1,
    classes: { orders: { fields: ['orders'], full: { write: 'strong', read: 'verified' } } },
    issuers: [
      {
        issuer: 'https://app.example.com',
        amr: { swk: 'verified', pin: 'verified', pwd: 'verified' },
      },
    ],
    methods: { app: { issuer: 'https://app.example.com', amr: ['swk', 'pin', 'pwd'] } },
    stepUp: ['app'],
    routes: [{ id: 'all', queue: 'q' }],
  }
  const mutated = mutate(OWN)
  const fates = mutated.ok
    ? mutated.value.mutants.filter(
        ({ edit }) => edit.operator === 'narrow' && edit.path[0] === 'methods',
      )
    : []
  const compiledWith = (amr: readonly string[]) => {
    const compiled = compilePolicy({
      ...OWN,
      methods: { app: { issuer: 'https://app.example.com', amr } },
    })
    if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.issues))
    return compiled.value
  }
  const offered = (amr: readonly string[]) => {
    const contact = { channel: 'web_chat', address: 'guest-1' } as const
    const asked = { conversation: 'CH01', contact, readers: [], intent: { classes: ['orders'] } }
    return evaluate(compiledWith(amr), asked, AT).stepUp
  }
  const AT = Date.parse('2026-11-22T10:00:00Z')
  const narrowed = fates.map(({ edit, fate }) => [edit.value, fate] as const)

  test.each([
    [['swk', 'pin'], 'silent'],
    [['swk', 'pwd'], 'silent'],
  ])('and is worth the same is proved to change nothing: %j', (amr, fate) => {
    expect(narrowed).toContainEqual([amr, fate])
    expect(offered(amr)).toEqual(offered(['swk', 'pin', 'pwd']))
    expect(offered(amr)).not.toEqual([])
  })

  test('and is worth less is never called the same', () => {
    const less = narrowed.filter(([amr]) => !String(amr).includes('swk'))
    expect(less.map(([, fate]) => fate)).toEqual(['survived'])
    expect(offered(['pin', 'pwd'])).not.toEqual(offered(['swk', 'pin', 'pwd']))
  })
})
