import { describe, expect, test } from 'vitest'
import { diff, lintPolicy, mutate, openSpace, prove } from '../../src/analysis/index.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { compilePolicy, type PolicyDocument, printPolicy } from '../../src/policy/index.js'
import { toWorkflow } from '../../src/taskrouter/index.js'
import { toTaskAttributes } from '../../src/twilio/outbound/index.js'

const DOCUMENT: PolicyDocument = {
  policy: 'shop',
  version: 1,
  facts: { language: ['de', 'en', 'es'], vip: 'boolean', tier: ['a b'] },
  classes: { prices: { fields: ['prices.*'], full: { write: 0, read: 0 } } },
  routes: [
    {
      id: 'sales',
      queue: 'sales',
      when: { intent: 'prices' },
      skills: ['text', { fact: 'language' }],
    },
    { id: 'general', queue: 'front-desk' },
  ],
}

const compiled = (document: PolicyDocument | string = DOCUMENT): CompiledPolicy => {
  const result = compilePolicy(document)
  if (!result.ok) throw new TypeError(JSON.stringify(result.issues))
  return result.value
}

const asking = (context: Readonly<Record<string, string | boolean>>) => ({
  conversation: 'CH01',
  contact: { channel: 'web_chat', address: 'guest-1' },
  intent: { classes: ['prices'] },
  context,
})
const AT = '2026-11-22T10:00:00Z'

describe('a skill that is the value of a declared fact', () => {
  test.each([
    ['de', ['text', 'de'], []],
    ['es', ['text', 'es'], []],
    ['fr', ['text'], ['skill_not_known', 'unknown_fact_value']],
    ['ES', ['text'], ['skill_not_known', 'unknown_fact_value']],
  ])('%s asks for the skills %j', (language, skills, reasons) => {
    const decision = evaluate(compiled(), asking({ language }), AT)
    expect(decision.route.skills).toEqual(skills)
    expect(decision.reasons.map(({ code }) => code)).toEqual(reasons)
  })

  test('that is not known asks for none, and says for which route', () => {
    const { route, reasons } = evaluate(compiled(), asking({}), AT)
    expect([route.id, route.skills, reasons]).toEqual([
      'sales',
      ['text'],
      [{ code: 'skill_not_known', rule: 'route.sales' }],
    ])
  })

  test('is none where a person claims it', () => {
    const claimed = { ...asking({}), claims: { language: 'es', skills: 'es' } }
    expect(evaluate(compiled(), claimed, AT).route.skills).toEqual(['text'])
  })

  test('stands in the attributes of the task', () => {
    const engagement = asking({ language: 'es' })
    const { text } = toTaskAttributes(engagement, evaluate(compiled(), engagement, AT))
    expect(JSON.parse(text)).toMatchObject({
      countersign: { route: 'sales.es', skills: ['text', 'es'] },
    })
  })

  test('is asked of workers by the workflow, for each value and for none', () => {
    const made = toWorkflow(compiled(), {
      queues: { sales: 'WQ01', 'front-desk': 'WQ02' },
      channels: {},
      functions: {},
    })
    const filters = made.ok ? made.value.task_routing.filters : []
    expect(
      filters.map(({ expression, targets: [first] }) => [expression, first?.expression]),
    ).toEqual(
      expect.arrayContaining([
        [
          "countersign.route == 'sales.es'",
          "worker.routing.skills HAS 'es' AND worker.routing.skills HAS 'text'",
        ],
        ["countersign.route == 'sales'", "worker.routing.skills HAS 'text'"],
      ]),
    )
  })

  test('comes back from print with the same digest', () => {
    expect(compiled(printPolicy(compiled())).digest).toBe(compiled().digest)
    expect(printPolicy(compiled())).toContain('fact: language')
  })

  test.each<[string, readonly (string | { readonly fact: string })[], readonly unknown[]]>([
    [
      'a fact that is not declared',
      [{ fact: 'langauge' }],
      ['unknown_fact', '/routes/0/skills/0/fact', 'language'],
    ],
    ['yes or no', [{ fact: 'vip' }], ['fact_not_of_words', '/routes/0/skills/0/fact', undefined]],
    [
      'values that are no words',
      [{ fact: 'tier' }],
      ['fact_not_of_words', '/routes/0/skills/0/fact', undefined],
    ],
    [
      'two facts',
      [{ fact: 'language' }, { fact: 'language' }],
      ['too_many', '/routes/0/skills/1', undefined],
    ],
  ])('of %s does not compile', (_, skills, issue) => {
    const [sales, general] = DOCUMENT.routes
    if (sales === undefined || general === undefined) throw new TypeError('routes')
    const result = compilePolicy({ ...DOCUMENT, routes: [{ ...sales, skills }, general] })
    expect(
      result.ok ? [] : result.issues.map(({ code, path, suggestion }) => [code, path, suggestion]),
    ).toEqual([issue])
  })
})

describe('questions about a route whose skills name a fact', () => {
  test('speak of all its values by its name, and of one by the value', () => {
    const space = openSpace(compiled())
    const held = (route: string, context: Readonly<Record<string, string>> = {}) => {
      const proof = prove(space, { always: { route }, when: { intent: 'prices', context } })
      return proof.ok && proof.value.holds
    }
    expect(held('sales')).toBe(true)
    expect(held('sales.es')).toBe(false)
    expect(held('sales.es', { language: 'es' })).toBe(true)
  })

  test('tell a value that is no longer declared by a comparison', () => {
    const next = compiled({ ...DOCUMENT, facts: { ...DOCUMENT.facts, language: ['de', 'en'] } })
    const compared = diff(compiled(), next)
    const regions = compared.ok ? compared.value.regions : []
    expect(regions.map(({ example }) => example.engagement.context)).toEqual([{ language: 'es' }])
  })

  test('find nothing dead in it', () => {
    const found = lintPolicy(openSpace(compiled()))
    const codes = found.ok ? found.value.filter(({ path }) => path[0] === 'routes') : []
    expect(codes).toEqual([])
  })

  test('find a row for a skill that is left out', () => {
    const report = mutate(DOCUMENT)
    const rows = report.ok ? report.value.rows : []
    const again = mutate({ ...DOCUMENT, tests: rows })
    const fates = again.ok
      ? again.value.mutants.flatMap(({ edit, fate }) =>
          edit.path.includes('skills') ? [fate] : [],
        )
      : []
    expect(fates.at(-1)).toBe('killed')
  }, 120_000)
})
