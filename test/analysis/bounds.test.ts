import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { ask } from '../../src/analysis/space/ask.js'
import { openSpace } from '../../src/analysis/space/openSpace.js'
import type { Condition } from '../../src/decide/index.js'
import { call } from '../cli/world.js'
import { compiled } from './policies.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-bounds-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const policyOf = (classes: number, when: string): string => `policy: wide
version: 1
classes:
${Array.from({ length: classes }, (_, at) => `  c${at}: { full: { write: verified, read: verified, maxAge: ${at + 1}m } }`).join('\n')}
stepUp: [login]
routes:
  - { id: some, when: { ${when} }, queue: front }
  - { id: general, queue: front }
invariants:
  - { name: some go there, always: { route: general }, when: { trust: verified } }
`

const named = (count: number, name: string, value: string): string =>
  Array.from({ length: count }, (_, at) => `${name}${at}: ${value}`).join(', ')

/** Small texts whose states are more than any machine holds. */
const wide: readonly (readonly [string, string])[] = [
  ...[22, 400].map(
    (count) => [`${count} facts`, policyOf(1, `context: { ${named(count, 'f', '1')} }`)] as const,
  ),
  [
    'a fact of many values beside others',
    policyOf(1, `context: { ${named(5, 'f', '[1, 2, 3, 4, 5, 6, 7]')} }`),
  ],
  ...[12, 40].map(
    (count) =>
      [
        `disclosure of ${count} classes`,
        policyOf(count, `discloses: { ${named(count, 'c', 'full')} }`),
      ] as const,
  ),
]

// Without the bound most of these take all memory there is, and end the process.
describe.each(wide)('%s', (_, text) => {
  const put = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  test.each(['lint', 'prove', 'mutate', 'diff'])('%s says that it is too much', async (command) => {
    const file = put('wide.yaml', text)
    const other = put('other.yaml', text.replaceAll('queue: front', 'queue: back'))
    const files = command === 'diff' ? [file, other] : [file]
    const { exit, stderr } = await call([command, ...files])
    expect(exit).toBe(3)
    expect(stderr).toContain('more states than are looked at')
  })
})

test('no question is asked of more requests than the bound, whatever it names', () => {
  const space = openSpace(compiled(policyOf(3, 'intent: c0')))
  const values = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 })
  const anyCondition: fc.Arbitrary<Condition> = fc.record({
    context: fc.dictionary(fc.stringMatching(/^[a-z]{2}$/), values, { maxKeys: 40 }),
    intent: fc.subarray(['c0', 'c1', 'c2']),
  })
  fc.assert(
    fc.property(fc.array(anyCondition, { maxLength: 4 }), (conditions) => {
      const scope = ask(space.policies, space.universe, { classes: [], actions: [], conditions })
      const facts = new Map<unknown, Set<unknown>>()
      for (const { context } of conditions)
        for (const [fact, list] of Object.entries(context ?? {}))
          facts.set(fact, new Set([...(facts.get(fact) ?? []), ...list]))
      const known = [...facts.values()].reduce((count, { size }) => count * (1 + size), 1)
      if (known > 4_096) expect(scope.ok).toBe(false)
      if (scope.ok) expect(scope.value.requests.length % known).toBe(0)
      if (scope.ok) expect(scope.value.requests.length).toBeLessThanOrEqual(4_096)
    }),
  )
})
