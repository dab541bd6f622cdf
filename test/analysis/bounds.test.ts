import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildProgram } from '../cli/program.js'
import { call } from '../cli/world.js'
import { quickNode } from '../quickNode.js'

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
  ['60 facts', policyOf(1, `context: { ${named(60, 'f', '1')} }`)],
  [
    'a fact of many values beside others',
    policyOf(1, `context: { ${named(5, 'f', '[1, 2, 3, 4, 5, 6, 7]')} }`),
  ],
  ['disclosure of 24 classes', policyOf(24, `discloses: { ${named(24, 'c', 'full')} }`)],
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
      expect(stderr).not.toContain('too many states to look at')
      // The claim is not so; another queue gives nothing away.
      expect(exit).toBe(command === 'diff' ? 0 : 1)
    },
  )
})

/**
 * A net of facts that nobody can look through: every sum is an odd one at one of its knots, and whoever asks whether none
 * of them comes up asks whether all sums can be even at once (Tseitin 1968: there is no short answer by splitting).
 */
function netOfSums() {
  const knots = Array.from({ length: 36 }, (_, at) => at)
  const ring = knots.map((at) => [at, (at + 1) % knots.length] as const)
  const free = new Set(knots)
  const chords: (readonly [number, number])[] = []
  let seed = 7
  for (const one of knots) {
    if (!free.delete(one)) continue
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    const rest = [...free]
    const other = rest[seed % rest.length] ?? one
    free.delete(other)
    chords.push([one, other])
  }
  const ties = [...ring, ...chords]
  const sums = knots.flatMap((knot) => {
    const facts = ties.flatMap((tie, at) => (tie.includes(knot) ? [`f${at}`] : []))
    return Array.from({ length: 8 }, (_, sum) => facts.map((__, bit) => (sum >> bit) & 1))
      .filter((bits) => bits.reduce((sum, bit) => sum + bit, 0) % 2 !== (knot === 0 ? 1 : 0))
      .map((bits) => ({
        context: Object.fromEntries(
          facts.map((fact, bit) => [fact, bits[bit] === 1 ? 'odd' : 'even']),
        ),
      }))
  })
  const known = Object.fromEntries(ties.map((_, at) => [`f${at}`, ['even', 'odd']]))
  return { sums, known }
}

/** States that any of some sums comes up; a list of conditions holds no more than so many. */
const anyOf = (sums: ReturnType<typeof netOfSums>['sums']) => ({
  any: Array.from({ length: sums.length / 16 }, (_, at) => ({
    any: sums.slice(16 * at, 16 * (at + 1)),
  })),
})

const { sums, known } = netOfSums()
const ANY_SUM = anyOf(sums)

/** A policy that nobody can look through: one route stands for all sums, and the next for none of them. */
const tangled = (queue: string, invariants: readonly unknown[]): string =>
  JSON.stringify({
    policy: 'tangled',
    version: 1,
    classes: { name: { fields: ['name'], full: 'recognized' } },
    stepUp: ['login'],
    routes: [
      { id: 'sums', when: ANY_SUM, queue: 'shared' },
      { id: 'none', when: { all: [{ context: known }], trust: 'recognized' }, queue },
      { id: 'texts', when: { channel: ['sms'] }, queue: 'two' },
      { id: 'rest', queue: 'one' },
    ],
    invariants,
  })

const PASSING = { name: 'nobody passes all', never: { route: 'none' } }
const UNTOLD = {
  name: 'nobody unknown is told a name',
  never: { class: 'name', at_least: 'masked' },
  when: { trust_below: 'recognized' },
}
const APPLYING = {
  name: 'no sum',
  never: { class: 'name', at_least: 'full' },
  when: { context: known },
  unless: ANY_SUM,
}

const WIDEST = '54 facts of up to 2 values: declare fewer values or thresholds'

describe('a question that is more than is looked at', () => {
  const put = (name: string, text: string): string => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }
  const file = put('tangled.json', tangled('one', [PASSING, UNTOLD]))

  test('is refused in words that name what there is too much of, and the other proofs are given', async () => {
    const { exit, stdout, stderr } = await call(['prove', file])
    expect(stderr).toContain(`the policy has too many states to look at: ${WIDEST}`)
    expect(stdout).toContain('1 of 2 proved')
    expect(exit).toBe(3)
  })

  // Within so much memory, of the command that searches most; where a machine is busy a bound on time would tell of the machine.
  test('is not compared, which is said once, and what differs besides is shown', () => {
    const stricter = tangled('other', []).replace('"full":"recognized"', '"full":"verified"')
    const other = put('tangled-other.json', stricter)
    const [node, ...words] = quickNode(
      '--max-old-space-size=128',
      buildProgram(),
      'diff',
      file,
      other,
    )
    const { status, stdout } = spawnSync(node, words, { encoding: 'utf8', timeout: 100_000 })
    expect(stdout.split(WIDEST)).toHaveLength(2)
    expect(stdout).toMatch(/^stricter\tname\tfull → none/)
    expect(status).toBe(1)
  })

  describe('is said by lint', () => {
    let lines: readonly string[] = []
    beforeAll(async () => {
      const { exit, stdout, stderr } = await call([
        'lint',
        put('l.json', tangled('one', [APPLYING])),
      ])
      if (exit !== 1) throw new Error(stderr)
      lines = stdout.split('\n')
    })

    test('as a finding, of the route that it is about, and of an invariant that may never apply', () => {
      const found = lines.flatMap((line) => /too many states `.*/.exec(line)?.[0] ?? [])
      expect(found).toEqual(
        ['none', 'no sum'].map(
          (name) =>
            `too many states \`${name}\`: it was not checked to the end, because there are too many states. It asks about ${WIDEST}.`,
        ),
      )
    })

    test('as advice, where it is whether something is needed: silence would say that it is', () => {
      const told = lines.filter((line) => line.includes('too many to compare'))
      expect(told.map((line) => /`[^`]*`/.exec(line)?.[0])).toEqual([
        '`none`',
        '`routes.1.when.trust`',
      ])
      expect(told.filter((line) => !line.includes(`It asks about ${WIDEST}`))).toEqual([])
    })
  })
})
