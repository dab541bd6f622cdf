import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownFolder } from './ownFolder.js'
import { AT, call } from './world.js'

// Written once, by the code of version 1, and never again: what was shipped and logged has to go on being read.
const VERSION1 = resolve(import.meta.dirname, '../policy/version1')
const NAMES = ['bank', 'payments', 'telehealth'] as const

const { file } = ownFolder('version1')
const compiled = (name: string): string => join(VERSION1, `${name}.json`)
const written = (name: string): string => join(VERSION1, `${name}.yaml`)

const RECORDS = readFileSync(join(VERSION1, 'records.ndjson'), 'utf8').trim().split('\n')
const recordsOf = (name: string): readonly string[] => {
  const { digest } = JSON.parse(readFileSync(compiled(name), 'utf8'))
  return RECORDS.filter((line) => line.includes(digest))
}

const engagement = file(
  'engagement.json',
  JSON.stringify({ conversation: 'CH01', contact: { channel: 'sms', address: '+14155550100' } }),
)

const run = (...argv: readonly string[]) => call(argv)

describe.each(NAMES)('what version 1 compiled of %s, on the command line of today', (name) => {
  test('decides each record of version 1 again as it was', async () => {
    const lines = recordsOf(name)
    expect(lines.length).toBeGreaterThan(5)
    const records = file(`${name}.ndjson`, lines.join('\n'))
    for (const next of [compiled(name), written(name)]) {
      const ran = await run('replay', '--old', compiled(name), '--new', next, records)
      expect([ran.exit, ran.stderr]).toEqual([0, ''])
      expect(JSON.parse(ran.stdout)).toMatchObject({
        counts: { records: lines.length, changed: 0, broken: 0 },
      })
    }
  })

  test('is compiled again to the same, and so is its document', async () => {
    const wanted = JSON.parse(readFileSync(compiled(name), 'utf8'))
    for (const policy of [compiled(name), written(name)]) {
      const { exit, stdout } = await run('compile', policy)
      expect([exit, JSON.parse(stdout)]).toEqual([0, wanted])
    }
  })
})

test('what version 1 compiled differs in nothing from its document, and decides and explains alike', async () => {
  const [made, of] = [compiled('telehealth'), written('telehealth')]
  const compared = await run('diff', made, of, '--fail-on', 'any')
  expect([compared.exit, compared.stderr]).toEqual([0, ''])
  for (const command of ['decide', 'explain']) {
    const asked = await Promise.all(
      [of, made].map((policy) => run(command, '--policy', policy, '--at', AT, engagement)),
    )
    expect(asked.map(({ exit, stderr }) => [exit, stderr])).toEqual(Array(2).fill([0, '']))
    // Only a document has lines to name.
    const [one = '', other] = asked.map(({ stdout }) => stdout.replaceAll(/ \(line \d+\)/g, ''))
    expect(other).toBe(one)
    expect(one.length).toBeGreaterThan(100)
  }
})

const newer = file(
  'newer.json',
  JSON.stringify({ ...JSON.parse(readFileSync(compiled('payments'), 'utf8')), countersign: 3 }),
)

/** Every command that a policy can be handed to, with the policy in its place. */
const commandsOn = (policy: string): readonly (readonly string[])[] => [
  ['decide', '--policy', policy, '--at', AT, engagement],
  ['explain', '--policy', policy, '--at', AT, engagement],
  ['redact', '--policy', policy, '--audience', 'log', '--text', engagement],
  ['scan', '--policy', policy, engagement],
  ['compile', policy],
  ['diff', policy, compiled('payments')],
  ['diff', compiled('payments'), policy],
  ['replay', '--old', policy, '--new', compiled('payments'), join(VERSION1, 'records.ndjson')],
  ['replay', '--old', compiled('payments'), '--new', policy, join(VERSION1, 'records.ndjson')],
  ['workflow', '--policy', policy, '--queues'],
]

/** The commands on a document: on its tests, its guarantees, its lines and its words. */
const onDocuments = ['lint', 'test', 'prove', 'mutate', 'report', 'migrate'] as const

test.each([...commandsOn(newer), ...onDocuments.map((command) => [command, newer])])(
  'an older runtime says which version it needs: %s %s %s %s',
  async (...argv) => {
    const { exit, stdout, stderr } = await run(...argv)
    expect([exit, stdout]).toEqual([3, ''])
    const told =
      'this compiled policy needs a newer version of countersign, one that reads form `3`'
    expect(stderr).toBe(`${newer}: ${told} at \`/countersign\`; allowed: \`1\`, \`2\`\n`)
  },
)

test.each(onDocuments)(
  '%s says that it needs the document, and not what was made of it',
  async (command) => {
    const { exit, stdout, stderr } = await run(command, compiled('payments'))
    expect([exit, stdout]).toEqual([3, ''])
    expect(stderr.split('\n').length).toBe(2)
    expect(stderr).toContain(`${compiled('payments')}: this is a compiled policy`)
  },
)

test('a log in which one record is newer names that line and its version, and counts the others', async () => {
  const [first = '', ...others] = recordsOf('payments')
  const mixed = [first.replace('"countersign/1"', '"countersign/2"'), ...others].join('\n')
  const log = file('mixed.ndjson', mixed)
  const policy = compiled('payments')
  const { exit, stdout, stderr } = await run('replay', '--old', policy, '--new', policy, log)
  expect(exit).toBe(3)
  expect(stderr).toBe(
    `${log}:1:1: this record needs a newer version of countersign, one that reads record version \`2\` at \`/record\`; allowed: \`1\`\n`,
  )
  const counts = { records: others.length + 1, changed: 0, broken: 1 }
  expect(JSON.parse(stdout)).toMatchObject({ counts })
})
