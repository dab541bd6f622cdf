import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandNames, loadCommands } from '../../src/cli/commands/index.js'
import { optionsOf } from '../../src/cli/help.js'
import { lateOptimising } from '../../src/cli/lateOptimising.js'
import { redactText } from '../../src/redaction/index.js'
import { LATE_OPTIMISING } from '../quickNode.js'
import { ownFolder } from './ownFolder.js'
import { SMALL_POLICY } from './smallPolicy.js'
import { AT, call } from './world.js'

const { folder, file } = ownFolder('cli')

const policy = file('policy.yaml', SMALL_POLICY)

const engagement = {
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: '+14155550100' },
      matches: [{ customer: 'C-1001', basis: 'on_file', since: '2024-03-01' }],
    },
  ],
}
const input = JSON.stringify(engagement)

// A word that is nowhere in our own: whatever prints it repeated what it received.
const SECRET = 'zanzibar7731'

describe('decide', () => {
  test('says how far a number on file is trusted', async () => {
    const { exit, stdout, stderr } = await call(['decide', '--policy', policy, '--at', AT], input)
    const { trust, policy: made } = JSON.parse(stdout)
    expect({ exit, stderr, level: trust.level, customer: trust.customer }).toEqual({
      exit: 0,
      stderr: '',
      level: 'recognized',
      customer: 'C-1001',
    })
    expect(made.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('takes the clock where no time is given', async () => {
    const timed = await call(['decide', '--policy', policy, '--at', AT], input)
    expect(await call(['decide', '--policy', policy], input)).toEqual({
      ...timed,
      stderr: 'decided at 2026-11-22T10:00:00.000Z; choose another time with --at\n',
    })
  })

  test.each(['decision', 'attributes', 'studio', 'redaction', 'interaction', 'record'])(
    'emits %s as one line of JSON',
    async (form) => {
      const { exit, stdout } = await call(
        ['decide', '--policy', policy, '--at', AT, '--emit', form],
        input,
      )
      expect(exit).toBe(0)
      expect(stdout.trimEnd().split('\n')).toHaveLength(1)
      expect(typeof JSON.parse(stdout)).toBe('object')
    },
  )

  test('decides the same from the compiled policy', async () => {
    const target = join(folder, 'compiled.json')
    expect(await call(['compile', policy, '-o', target])).toMatchObject({ exit: 0, stdout: '' })
    const fromSource = await call(['decide', '--policy', policy, '--at', AT], input)
    expect(await call(['decide', '--policy', target, '--at', AT], input)).toEqual(fromSource)
  })

  test('drops claims that pose as findings, says so, and shows the name that was given', async () => {
    const form = `{"verified":true,"trust_level":"strong","__proto__":{"admin":1},"friendlyName":"Ada"}`
    const claiming = input.replace('"evidence"', `"claims":${form},"evidence"`)
    const { stdout } = await call(['decide', '--policy', policy, '--at', AT], claiming)
    const { trust, reasons } = JSON.parse(stdout)
    expect(trust.level).toBe('recognized')
    expect(reasons).toContainEqual({ code: 'claim_reserved', at: '/claims' })
    const emitted = ['decide', '--policy', policy, '--at', AT, '--emit', 'attributes']
    const attributes = JSON.parse((await call(emitted, claiming)).stdout)
    expect(Object.keys(attributes).sort()).toEqual(['claimed', 'countersign', 'name'])
    expect(attributes.name).toBe('Ada (not verified)')
    expect(attributes.claimed).toEqual({ display_name: 'Ada', friendlyName: 'Ada' })
  })

  test('answers each line of NDJSON and goes on after a broken one', async () => {
    const lines = `${input}\n{"conversation":"${SECRET}"\n\n{"${SECRET}":1}\n${input}\n`
    const { exit, stdout, stderr } = await call(
      ['decide', '--policy', policy, '--at', AT, '--ndjson'],
      lines,
    )
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(exit).toBe(3)
    expect(answers.map(({ error, trust }) => error?.line ?? trust.level)).toEqual([
      'recognized',
      2,
      4,
      'recognized',
    ])
    expect(stderr).toMatch(/^stdin:2:/m)
    expect(stdout + stderr).not.toContain(SECRET)
  })
})

test.each(['decide', 'explain'])(
  "%s takes an engagement on a channel of the policy's own",
  async (command) => {
    const own = file(
      'kiosk.yaml',
      `${readFileSync(policy, 'utf8')}channels: [{ scheme: kiosk, grade: 1, session: true }]\n`,
    )
    const contact = { channel: 'kiosk', address: 'kiosk:12' }
    const { exit, stderr } = await call(
      [command, '--policy', own, '--at', AT],
      JSON.stringify({ ...engagement, contact }),
    )
    expect([exit, stderr]).toEqual([0, ''])
  },
)

describe('bad input is refused with its place and never its value', () => {
  const bad: readonly (readonly [string, readonly string[], string, RegExp])[] = [
    ['unparsable JSON', [], `{"conversation": ${SECRET}}`, /^stdin:1:18: this is not valid JSON$/m],
    ['no input at all', [], '', /^stdin:1:1: there is nothing in this input$/m],
    ['a wrong type', [], JSON.stringify({ ...engagement, contact: SECRET }), /contact/],
    [
      'an unknown channel',
      [],
      JSON.stringify({ ...engagement, contact: { channel: SECRET, address: '+14155550100' } }),
      /unknown channel at `contact.channel`/,
    ],
    ['a body of 1 MB', [], `{"conversation":"${SECRET.repeat(90_000)}"}`, /larger than the limit/],
    ['a time that is none', ['--at', SECRET], input, /^--at: this is not a time with a zone/m],
    [
      'a time without a zone',
      ['--at', '2026-11-22T10:00:00'],
      input,
      /^--at: this is not a time with a zone/m,
    ],
    ['NaN as the time', ['--at', 'NaN'], input, /^--at: this is not a time with a zone/m],
  ]
  test.each(bad)('%s', async (_, options, stdin, message) => {
    const { exit, stdout, stderr } = await call(['decide', '--policy', policy, ...options], stdin)
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain(SECRET)
  })

  test('a file that is not there', async () => {
    const { exit, stderr } = await call(['decide', '--policy', policy, join(folder, 'none.json')])
    expect(exit).toBe(3)
    expect(stderr).toMatch(/none\.json: there is no such file$/m)
  })

  test('a policy with a typo, by line and column and with the word that was meant', async () => {
    const typo = file('typo.yaml', readFileSync(policy, 'utf8').replace(/^routes:/m, 'ruotes:'))
    const { exit, stdout, stderr } = await call(['lint', typo])
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
    expect(stderr).toMatch(/typo\.yaml:\d+:1: unknown key `ruotes`.*did you mean `routes`/)
  })
})

describe('scan and redact', () => {
  const text = 'card 4111 1111 1111 1111, call (415) 555-0132'

  test('scan gives offsets and never the text', async () => {
    const { stdout } = await call(['scan'], text)
    const { spans } = JSON.parse(stdout)
    expect(spans).toContainEqual({ start: 5, end: 24, type: 'payment_card' })
    expect(stdout).not.toContain('4111')
  })

  test('scan reads the text of each line', async () => {
    const { stdout } = await call(['scan', '--ndjson'], `{"text":"${text}"}\n{"text":"nothing"}\n`)
    const [first, second] = stdout.trimEnd().split('\n')
    expect(JSON.parse(first ?? '').spans.length).toBeGreaterThan(0)
    expect(second).toBe('{"spans":[]}')
  })

  test('without a policy every identifier is masked', async () => {
    const { exit, stdout } = await call(['redact', '--text'], text)
    expect(exit).toBe(0)
    expect(stdout).not.toMatch(/4111 1111|555-0132/)
    expect(stdout).toMatch(/^card .*, call /)
  })

  test('what scan finds redact hides, with no policy and with one that names no region', async () => {
    for (const number of ['14155550132', '1 415 555 0132', 'call 020 7946 0958 24/7']) {
      const { stdout } = await call(['scan'], number)
      expect(JSON.parse(stdout).spans).toHaveLength(1)
      for (const options of [[], ['--policy', policy, '--audience', 'log']]) {
        const redacted = await call(['redact', '--text', ...options], number)
        expect(redacted.exit).toBe(0)
        expect(redacted.stdout).not.toContain(number)
      }
    }
  })

  test('redact is told the question that was asked, and which values are ours', async () => {
    const asked = await call(['redact', '--text', '--asked', 'your security code?'], '482')
    expect(asked).toMatchObject({ exit: 0, stdout: '[card_code]' })
    const order = await call(['redact', '--text', '--asked', 'order number?'], '256496929')
    expect(order.stdout).toBe('256496929')
    const ours = file('ours.txt', '(415) 555-0132\n\n help@example.com \n')
    const line = 'call (415) 555-0132 or (415) 555-0133'
    const { stdout } = await call(['redact', '--text', '--allow', ours], line)
    expect(stdout).toBe('call (415) 555-0132 or ***33')
    const lines = await call(
      ['redact', '--text', '--ndjson', '--allow', ours],
      `{"text":"${line}"}\n{"text":"help@example.com"}\n`,
    )
    expect(lines.stdout).toBe(`{"text":"${stdout}"}\n{"text":"help@example.com"}\n`)
    const missing = await call(['redact', '--text', '--allow', '/no/such/file'], text)
    expect(missing).toMatchObject({ exit: 3, stdout: '' })
  })

  test('a policy shows the values it allows, and lint names those that nothing would hide', async () => {
    const source = readFileSync(policy, 'utf8')
    const own = file(
      'own.yaml',
      `${source}\nallow: ["(415) 555-0132", "help@example.com", "front desk"]\n`,
    )
    const shown = await call(['redact', '--text', '--policy', own, '--audience', 'log'], text)
    expect(shown.stdout).toContain('(415) 555-0132')
    expect(shown.stdout).not.toContain('4111')
    const linted = await call(['lint', '--json', own], '')
    const { findings } = JSON.parse(linted.stdout)
    expect(
      findings.filter(({ code }: { code: string }) => code === 'allowed_never_hidden'),
    ).toEqual([expect.objectContaining({ path: ['allow', 2], word: 'front desk' })])
    const malformed = file('malformed.yaml', `${source}\nallow: ["415", " help@example.com", 7]\n`)
    const refused = await call(['lint', malformed], '')
    expect(refused.exit).toBe(3)
    for (const at of ['/allow/0', '/allow/1', '/allow/2']) expect(refused.stderr).toContain(at)
  })

  test('a policy’s own kinds are found and hidden, by its decisions alone as well', async () => {
    const shop = file(
      'shop.yaml',
      `policy: shop
version: 1
classes: { account: { fields: [orders], full: verified } }
routes: [{ id: general, queue: care }]
identifiers: { booking_ref: { pattern: 'BK-?[0-9]{6}', mask: last_2 } }
redact: { agent: { booking_ref: mask } }
`,
    )
    const own = 'my booking is BK-123456'
    const found = await call(['scan', '--policy', shop], own)
    expect(JSON.parse(found.stdout).spans).toEqual([{ start: 14, end: 23, type: 'booking_ref' }])
    const lines = await call(['scan', '--policy', shop, '--ndjson', '--why'], `{"text":"${own}"}\n`)
    expect(JSON.parse(lines.stdout).spans[0]).toMatchObject({ type: 'booking_ref' })
    const shown = await call(['redact', '--policy', shop, '--audience', 'agent', '--text'], own)
    expect(shown.stdout).toContain('my booking is ***56')
    const decided = await call(['decide', '--policy', shop, '--at', AT], input)
    const { redaction } = JSON.parse(decided.stdout)
    expect(redactText(own, redaction.agent).text).toBe('my booking is ***56')
    const open = file('open.yaml', `${readFileSync(shop, 'utf8')}allow: [BK-123456, XX-1]\n`)
    expect((await call(['scan', '--policy', open], own)).stdout.trim()).toBe('{"spans":[]}')
    const linted = await call(['lint', '--json', open], '')
    expect(linted.stdout).not.toContain('BK-123456')
    expect(linted.stdout).toContain('XX-1')
    expect((await call(['scan', '--policy', file('no.yaml', 'policy: x')], own)).exit).toBe(3)
  })

  test('a record shows an audience what the decision opened and nothing else', async () => {
    const decided = await call(['decide', '--policy', policy, '--at', AT], input)
    const decision = file('decision.json', decided.stdout)
    const record = JSON.stringify({ unheard_of: SECRET, name: 'Ada' })
    const { exit, stdout } = await call(
      ['redact', '--policy', policy, '--audience', 'log', '--decision', decision],
      record,
    )
    expect(exit).toBe(0)
    expect(stdout).not.toContain(SECRET)
  })

  test('a decision of another policy is refused', async () => {
    const decided = await call(['decide', '--policy', policy, '--at', AT], input)
    const foreign = file('foreign.json', decided.stdout.replace(/sha256:..../, 'sha256:0000'))
    const { exit, stderr } = await call(
      ['redact', '--policy', policy, '--audience', 'agent', '--decision', foreign],
      '{}',
    )
    expect(exit).toBe(3)
    expect(stderr).toMatch(/decision of another policy/)
  })
})

const commands = await loadCommands()

test('a command is called by the name that it says of itself', () => {
  expect(commands.map(({ name }) => name)).toEqual(commandNames)
})

describe.each(commands)('$name', (command) => {
  test('says how it is called', async () => {
    const { exit, stdout } = await call([command.name, '--help'])
    expect(exit).toBe(0)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      `countersign ${command.usage} ${command.summary}`,
    )
    expect(stdout).toContain(`  countersign ${command.example}\n`)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    expect(await call(['help', command.name])).toMatchObject({ exit: 0, stdout })
  })

  test('says of every option what it does, and its usage names each', async () => {
    const { stdout } = await call([command.name, '--help'])
    for (const [name, { summary, type, value }] of Object.entries(command.options)) {
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(summary)
      expect(summary).toMatch(/^[A-Z].*\.$/)
      expect(value !== undefined).toBe(type === 'string')
      expect(command.usage).toMatch(new RegExp(`(--${name}|-o)\\b`))
    }
    const named = [...command.usage.matchAll(/ \[?\(?--([a-z-]+)/g)].map(([, name]) => name)
    const known = optionsOf(command)
    expect(named.filter((name) => !(String(name) in known))).toEqual([])
  })

  test('refuses an option it does not know, with exit code 2', async () => {
    const { exit, stdout, stderr } = await call([command.name, `--${SECRET}`])
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toContain('usage: countersign')
    expect(stderr).not.toContain(SECRET)
  })
})

test.each([
  [['explian'], 'there is no such command, did you mean `explain`?'],
  [[SECRET], 'there is no such command'],
  [['decide', '--polcy', policy], 'there is no such option (argument 2), did you mean `--policy`?'],
  [['decide', `--${SECRET}`], 'there is no such option (argument 2)'],
  [['decide', '--why'], 'decide has no option `--why` (argument 2)'],
  [['scan', '--why=yes'], '`--why` takes no value'],
  [['decide', '--policy'], '`--policy` needs a value after it'],
  [['expl'], 'there is no such command, did you mean `explain`?'],
  [
    ['report', policy, '--out', 'p.html'],
    'there is no such option (argument 3), did you mean `--output`?',
  ],
  [['prove', policy, '-w'], 'there is no such option (argument 3)'],
  [['decide', '--policy', policy, '--policy', policy], '`--policy` is given twice'],
])('a slip of the hand is wrong usage: %j', async (argv, why) => {
  const { exit, stdout, stderr } = await call(argv)
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
  expect(stderr.split('\n')[0]).toBe(why)
  expect(stderr).not.toContain(SECRET)
})

test('no command at all shows the manual and is wrong usage', async () => {
  const { exit, stderr } = await call([])
  expect(exit).toBe(2)
  for (const { name } of commands) expect(stderr).toContain(name)
})

test('programs of tests optimise as late as the program itself', () => {
  expect(LATE_OPTIMISING).toEqual(lateOptimising(process.versions.v8))
})

test('no flag is set that V8 does not know: of Node 20 it is known, of Node 22 and later it is not', () => {
  // What Node 20, 21, 22 and 24 say of themselves.
  expect(['11.3.244.8-node.33', '11.8.172.17-node.20'].map(lateOptimising)).toEqual([
    ['--interrupt-budget=2000000'],
    ['--interrupt-budget=2000000'],
  ])
  expect(['12.4.254.21-node.35', '13.6.233.17-node.37'].flatMap(lateOptimising)).toEqual([])
})
