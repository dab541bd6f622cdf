import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { call } from '../cli/world.js'

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

describe.each(wide)('%s', (_, text) => {
  const put = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  test.each(['lint', 'prove', 'diff'])(
    '%s answers, however many states there are',
    async (command) => {
      const file = put('wide.yaml', text)
      const other = put('other.yaml', text.replaceAll('queue: front', 'queue: back'))
      const files = command === 'diff' ? [file, other] : [file]
      const { exit, stderr } = await call([command, ...files])
      expect(stderr).not.toContain('more states than are looked at')
      // The claim is not so; another queue gives nothing away.
      expect(exit).toBe(command === 'diff' ? 0 : 1)
    },
  )
})
