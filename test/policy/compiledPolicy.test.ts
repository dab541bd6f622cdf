import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { readCompiledPolicy } from '../../src/decide/index.js'
import { isRecord } from '../../src/model/index.js'
import { compilePolicy, definePolicy } from '../../src/policy/index.js'
import { runs } from '../runs.js'
import { anyPolicy } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const compiled = compilePolicy(readFileSync('examples/policies/bank.yaml', 'utf8'))
if (!compiled.ok) throw new TypeError('the bank’s policy is broken')
const BANK: unknown = JSON.parse(JSON.stringify(compiled.value))

const codesOf = (input: unknown): readonly string[] => {
  const read = readCompiledPolicy(input)
  return read.ok ? [] : read.issues.map(({ code, path }) => `${code} ${path}`)
}

/** Every place in a value, as steps. */
const placesOf = (value: unknown, above: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [
        [...above, key],
        ...placesOf(member, [...above, key]),
      ])
    : []

const put = (value: unknown, [step, ...below]: readonly string[], what: unknown): unknown => {
  if (step === undefined) return what
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    return items.map((item, at) => (String(at) === step ? put(item, below, what) : item))
  }
  return isRecord(value) ? { ...value, [step]: put(value[step], below, what) } : value
}

/** The bank's policy with one item of a list said twice. */
const twice = (list: string, at: number): unknown => {
  const items: unknown = isRecord(BANK) ? BANK[list] : []
  if (!Array.isArray(items)) throw new TypeError('no list')
  return put(BANK, [list], [...items, items[at]])
}
/** Where the bank's policy has a class of several rungs, and those turned round. */
const steep = compiled.value.classes.findIndex(({ rungs }) => rungs.length > 1)
const falling = put(
  BANK,
  ['classes', String(steep), 'rungs'],
  compiled.value.classes[steep]?.rungs.toReversed(),
)

describe('a compiled policy that was changed is refused', () => {
  const places = placesOf(BANK)

  test('at any place, to anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, what) => {
        const changed = put(BANK, place, what)
        const isSame = JSON.stringify(changed) === JSON.stringify(BANK)
        expect(readCompiledPolicy(changed).ok).toBe(isSame)
      }),
      runs(150),
    )
  })

  test.each([
    ['no object', 7, 'wrong_type '],
    ['of no format', put(BANK, ['countersign'], 0), 'unknown_word /countersign'],
    ['of a newer format', put(BANK, ['countersign'], 3), 'newer_shape /countersign'],
    ['with a class twice', twice('classes', 0), 'duplicate_name /classes'],
    ['with an action twice', twice('actions', 0), 'duplicate_name /classes'],
    ['with rungs that fall', falling, `rungs_out_of_order /classes/${steep}/rungs`],
    ['without routes', put(BANK, ['routes'], []), 'too_few /routes'],
    [
      'with a rule that takes nothing',
      put(BANK, ['classes', '0', 'rungs', '0', 'requires'], []),
      'too_few /classes/0/rungs/0/requires',
    ],
    [
      'with a level that is none',
      put(BANK, ['classes', '0', 'rungs', '0', 'requires', '0', 'write'], -1),
      'wrong_type /classes/0/rungs/0/requires/0/write',
    ],
    ['with a member more', put(BANK, ['secret'], 1), 'unknown_key /secret'],
    ['with another name', put(BANK, ['name'], 'other'), 'digest_mismatch /digest'],
    [
      'with a last route that may not match',
      put(BANK, ['routes', '7', 'when'], { trust: 1 }),
      'last_route_conditional /routes/7/when',
    ],
  ])('%s', (_, changed, line) => {
    expect(codesOf(changed)).toContain(line)
  })

  test('whatever is passed is read or refused, and none of it repeated', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(readCompiledPolicy(input).ok).toBe(false)
      }),
    )
  })
})

test('what an author writes is never a compiled policy, and the other way round', () => {
  fc.assert(
    fc.property(anyPolicy, (document) => {
      expect(readCompiledPolicy(document).ok).toBe(false)
    }),
    runs(20),
  )
  expect(compilePolicy(JSON.stringify(BANK)).ok).toBe(false)
})

/** Everything a source file imports at run time, by way of others. */
const loaded = (file: string, seen: Set<string> = new Set()): ReadonlySet<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  const imports = [...text.matchAll(/^(?:import|export)\s(?!type\b)[^;'"]*?from\s+'([^']+)'/gm)]
  for (const [, specifier = ''] of imports) {
    const target = resolve(dirname(file), specifier.replace(/\.js$/, '.ts'))
    if (specifier.startsWith('.') && existsSync(target)) loaded(target, seen)
    else seen.add(specifier)
  }
  return seen
}

test.each([
  'decide',
  'readCompiledPolicy',
  'decisionRecord',
  'replayRecord',
  'shadow',
  'labels',
  'digest',
])('to use %s loads neither zod nor yaml', (file) => {
  const libraries = [...loaded(resolve(`src/decide/${file}.ts`))].filter(
    (name) => !name.startsWith('/'),
  )
  expect(libraries.filter((name) => /^(?:zod|yaml)/.test(name))).toEqual([])
})

describe('a policy written in TypeScript', () => {
  const routes = [{ id: 'all', queue: 'q' }]

  test('compiles as the same text would', () => {
    const typed = definePolicy({
      policy: 'shop',
      version: 1,
      classes: { account: { masked: 'recognized', full: { write: 'verified', maxAge: '1h' } } },
      actions: { pay: { write: 'strong', purpose: true } },
      routes: [
        { id: 'payers', when: { intent: ['pay'], discloses: { account: 'masked' } }, queue: 'p' },
        ...routes,
      ],
      invariants: [
        { never: { class: 'account', at_least: 'masked' }, when: { trust_below: 'recognized' } },
      ],
    })
    expect(compilePolicy(typed)).toEqual(compilePolicy(JSON.stringify(typed)))
    expect(compilePolicy(typed).ok).toBe(true)
  })

  test('does not compile with a class that a route misspells', () => {
    const wrong = definePolicy({
      policy: 'shop',
      version: 1,
      classes: { account: { full: 'verified' } },
      // @ts-expect-error TS2322: `acount` is no class of this policy
      routes: [{ id: 'a', when: { intent: 'acount' }, queue: 'q' }, ...routes],
    })
    expect(compilePolicy(wrong)).toMatchObject({ ok: false, issues: [{ suggestion: 'account' }] })
  })

  test('does not compile with a level or a class that is misspelt', () => {
    const wrong = definePolicy({
      policy: 'shop',
      version: 1,
      // @ts-expect-error TS2322: `verifed` is no level
      classes: { account: { full: 'verifed' } },
      routes,
      // @ts-expect-error TS2322: `acount` is no class of this policy
      invariants: [{ never: { class: 'acount', at_least: 'masked' } }],
    })
    expect(compilePolicy(wrong).ok).toBe(false)
  })
})
