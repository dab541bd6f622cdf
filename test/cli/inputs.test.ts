import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownFolder } from './ownFolder.js'
import { SMALL_POLICY } from './smallPolicy.js'
import { AT, call } from './world.js'

const { folder } = ownFolder('inputs')

const file = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** Each way of a command to read a policy. */
const READERS: readonly (readonly [name: string, argv: (policy: string) => readonly string[]])[] = [
  ['lint', (policy) => ['lint', policy]],
  ['test', (policy) => ['test', policy]],
  ['diff', (policy) => ['diff', policy, policy]],
  ['decide', (policy) => ['decide', '--policy', policy, '--at', AT]],
  ['migrate', (policy) => ['migrate', '--check', policy]],
]

const message = JSON.stringify({
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
})

const little = Buffer.from(`\ufeff${SMALL_POLICY}`, 'utf16le')

describe('a policy as an editor saved it', () => {
  const plain = file('plain.yaml', SMALL_POLICY)
  const saved = [
    ['utf16le', little],
    ['utf16be', Buffer.from(little).swap16()],
    ['marked', `\ufeff${SMALL_POLICY}`],
    ['crlf', SMALL_POLICY.replaceAll('\n', '\r\n')],
  ] as const

  test.each(READERS)(
    'is read by %s whatever its encoding and its ends of lines',
    async (_, argv) => {
      const usual = await call(argv(plain), message)
      expect(usual.exit).toBeLessThan(2)
      for (const [name, bytes] of saved) {
        const policy = file(`${name}.yaml`, bytes)
        const { exit, stdout } = await call(argv(policy), message)
        expect([name, exit, stdout.replaceAll(policy, plain)]).toEqual([
          name,
          usual.exit,
          usual.stdout,
        ])
      }
    },
  )

  test.each(READERS)('that is not wholly text is refused by %s, at its place', async (_, argv) => {
    const latin = Buffer.concat([Buffer.from(`${SMALL_POLICY}# caf`), Buffer.from([0xe9, 0x0a])])
    const policy = file('latin.yaml', latin)
    const { exit, stdout, stderr } = await call(argv(policy), message)
    const line = SMALL_POLICY.split('\n').length
    expect([exit, stdout]).toEqual([3, ''])
    expect(stderr).toBe(`${policy}:${line}:6: the file is not valid UTF-8: save it as UTF-8\n`)
  })
})

test('an input that holds nothing is told as that, and not as JSON that is wrong', async () => {
  const { exit, stderr } = await call(
    ['decide', '--policy', file('p.yaml', SMALL_POLICY), '--at', AT],
    ' \n',
  )
  expect([exit, stderr]).toEqual([3, 'stdin:1:1: there is nothing in this input\n'])
})

test.each([
  [
    ['diff', 'a', 'b', '--fail-on', 'losser'],
    '--fail-on is one of looser, stricter, rerouted, any',
  ],
  [
    ['replay', '--old', 'a', '--new', 'b', '--fail-on', 'losser'],
    '--fail-on is one of looser, any',
  ],
  [['decide', '--policy', 'a', '--emit', 'task'], '--emit is one of decision, '],
])(
  'a value that an option does not take is answered with those it takes: %j',
  async (argv, said) => {
    const { exit, stderr } = await call(argv)
    expect([exit, stderr.slice(0, said.length)]).toEqual([2, said])
  },
)

test.each([
  ['lint', (path: string) => ['lint', path]],
  ['decide', (path: string) => ['decide', '--policy', path]],
  ['scan', (path: string) => ['scan', path]],
  ['compile', (path: string) => ['compile', file('c.yaml', SMALL_POLICY), '-o', path]],
])('%s says of a folder that it is none of the files it takes', async (_, argv) => {
  const { exit, stderr } = await call(argv(folder))
  expect([exit, stderr]).toEqual([3, `${folder}: this is a folder, not a file\n`])
})

test('a project is not made in a file, and that is said', async () => {
  const path = file('taken', 'mine')
  const { exit, stderr } = await call(['init', path])
  expect([exit, stderr]).toEqual([3, `${path}: this is a file, not a folder\n`])
})

test('what is too large is told with the limit', async () => {
  const { exit, stderr } = await call(['lint', file('large.yaml', 'x'.repeat(262_145))])
  expect(exit).toBe(3)
  expect(stderr).toMatch(/large\.yaml: it is larger than the limit: 256 KB\n$/)
})

describe('an engagement that a person wrote', () => {
  const policy = file('hand.yaml', SMALL_POLICY)
  const whole = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100' },
    readers: [],
  }

  test.each([
    [{ intent: { amount: 250 } }, 'invalid type at `intent.amount`; write text'],
    [{ intent: { classes: 'orders' } }, 'invalid type at `intent.classes`; write a list'],
    [{ evidence: {} }, 'invalid type at `evidence`; write a list'],
    [{ contact: 'sms' }, 'invalid type at `contact`; write keys with their values'],
    [{ contact: undefined }, 'a required field is missing at `contact`'],
    [{ epoch: '1' }, 'invalid type at `epoch`; write a whole number'],
    [
      { context: { facts: { tier: 'gold' } } },
      'invalid type at `context`; write keys with their values, each text or a number or `true` or `false`',
    ],
  ])('is told which form is meant: %j', async (part, said) => {
    const input = JSON.stringify({ ...whole, ...part })
    for (const command of ['decide', 'explain']) {
      const { exit, stderr } = await call([command, '--policy', policy, '--at', AT], input)
      expect([exit, stderr]).toEqual([3, `stdin: ${said}\n`])
    }
  })
})
