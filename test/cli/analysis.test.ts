import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCommands } from '../../src/cli/commands/index.js'
import { evaluateAndRecord } from '../../src/evaluate.js'
import { toInstant } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { ownFolder } from './ownFolder.js'
import { SHORT_POLICY, SMALL_POLICY } from './smallPolicy.js'
import { AT, call, callAround } from './world.js'

const commands = await loadCommands()

const { folder, file } = ownFolder('analysis')

const small = file('small.yaml', SMALL_POLICY)
const loose = file(
  'loose.yaml',
  SMALL_POLICY.replaceAll(
    '{ write: verified, read: verified',
    '{ write: recognized, read: recognized',
  ),
)
const wrong = file('wrong.yaml', SMALL_POLICY.replace('route: general', 'route: known'))
const broken = file('broken.yaml', SMALL_POLICY.replace('full:', 'fulll:'))
const short = file('short.yaml', SHORT_POLICY)
const shortLoose = file(
  'short-loose.yaml',
  SHORT_POLICY.replace('write: verified, read: verified', 'write: recognized, read: recognized'),
)
const bank = resolve(import.meta.dirname, '../../examples/policies/bank.yaml')

/** As few small changes as there are to a policy, and a row that holds some of them with what it expects. */
const FEW = `policy: few
version: 1
classes: { money: { full: anonymous } }
routes: [{ id: all, queue: front }]
`
const ROW = `tests:
  - name: anybody
    given: { channel: sms, address: '+14155550100' }
    expect: `

describe.each(['test', 'prove', 'mutate', 'lint'])('%s', (command) => {
  test('without a policy is wrong usage', async () => {
    expect((await call([command])).exit).toBe(2)
  })

  test('on a policy that does not compile is invalid, with its place', async () => {
    const { exit, stderr } = await call([command, broken])
    expect(exit).toBe(3)
    expect(stderr).toMatch(/broken\.yaml:4:\d+: .*`fulll`/)
  })

  test('with --json prints one JSON value', async () => {
    const { stdout } = await call([command, file('few.yaml', FEW), '--json'])
    expect(() => JSON.parse(stdout)).not.toThrow()
  })
})

describe('test', () => {
  test('answers yes where all pass, no where one fails, and says why', async () => {
    expect((await call(['test', small])).exit).toBe(0)
    const { exit, stdout } = await call(['test', wrong])
    expect(exit).toBe(1)
    expect(stdout).toMatch(/route: expected known, got general/)
  })

  test('answers no below the coverage asked for', async () => {
    const { exit, stderr } = await call(['test', small, '--threshold', '90'])
    expect(exit).toBe(1)
    expect(stderr).toMatch(/below 90 %/)
    expect((await call(['test', small, '--threshold', 'most'])).exit).toBe(2)
    // A variable of a build that is not set asks for nothing, and is no wish for 0 percent.
    for (const unset of ['', ' '])
      expect((await call(['test', small, '--threshold', unset])).exit).toBe(2)
  })

  test('writes coverage as LCOV', async () => {
    const lcov = join(folder, 'lcov.info')
    await call(['test', small, '--lcov', lcov])
    expect(readFileSync(lcov, 'utf8')).toMatch(/^TN:\nSF:.*small\.yaml\n[\s\S]*end_of_record\n$/)
  })
})

const misspelt = file(
  'misspelt.yaml',
  SMALL_POLICY.replace(
    "address: '+14155550100' }",
    "address: '+14155550100', evidence: [{ kind: direktory, at: 22/11/2026 }] }",
  ),
)

describe('a row that gives what cannot be read', () => {
  const none = file('none.yaml', SMALL_POLICY.replace(/tests:[\s\S]*invariants/, 'invariants'))

  test.each(['lint', 'test'])(
    'is named by %s with its place and what is meant',
    async (command) => {
      const { exit, stdout: out } = await call([command, misspelt])
      expect(exit).toBe(1)
      expect(out).toMatch(/misspelt\.yaml:12:\d+: .*direktory/)
      expect(out).toContain('did you mean `directory`?')
      expect(out).not.toContain('as expected')
    },
  )

  test('a policy without tests has not passed', async () => {
    expect(await call(['test', none])).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('the policy has no tests'),
    })
  })
})

describe('formats that machines read', () => {
  const bad = file('bad.yaml', SMALL_POLICY.replace('queue: front }', 'queu: front }'))
  const shortWrong = file(
    'short-wrong.yaml',
    SHORT_POLICY.replace('route: general', 'route: known'),
  )

  test('lint prints JSON on every outcome', async () => {
    for (const [name, exit] of [
      [small, 0],
      [misspelt, 1],
      [bad, 3],
    ] as const) {
      const lint = await call(['lint', '--json', name])
      expect(lint.exit).toBe(exit)
      const { findings, issues = [] } = JSON.parse(lint.stdout)
      expect(findings.length + issues.length > 0).toBe(exit !== 0)
    }
  })

  // By the switch's own name, what a program that reads it would stumble over.
  const READERS: Readonly<Record<string, (text: string) => void>> = {
    text: (text) => expect(text).not.toMatch(/undefined|\[object/),
    markdown: (text) => expect(text).not.toMatch(/undefined|\[object/),
    json: (text) => {
      expect(text).not.toBe('')
      for (const line of text.trimEnd().split('\n')) JSON.parse(line)
    },
    github: (text) => expect(text).toMatch(/^(?:::(?:error|warning) file=\S+,line=\d+,.*\n)*$/),
    junit: (text) => expect(text).toMatch(/^<\?xml [^\n]*\n<testsuites [\s\S]*<\/testsuites>\n$/),
    sarif: (text) => expect(JSON.parse(text).version).toBe('2.1.0'),
  }
  const formatsOf = ({ usage }: { readonly usage: string }): readonly string[] =>
    /--format ([a-z|]+)/.exec(usage)?.[1]?.split('|') ?? []

  const asked = file(
    'asked.json',
    JSON.stringify({
      conversation: 'CH01',
      contact: { channel: 'sms', address: '+14155550100' },
    }),
  )
  // Every small change to a policy is looked into, so that those are asked about that have few.
  const MUTATED: Readonly<Record<string, string>> = {
    [short]: file('held.yaml', `${FEW}${ROW}{ money: full, route: all }\n`),
    [shortLoose]: file('few.yaml', FEW),
    [shortWrong]: file('wrongly.yaml', `${FEW}${ROW}{ money: none, route: all }\n`),
  }
  // What every command that prints in formats is called with, to say something about one policy.
  const about = (command: string, name: string): readonly string[] => {
    if (command === 'diff') return [command, short, name]
    if (command === 'mutate') return [command, MUTATED[name] ?? name]
    return command === 'explain' ? [command, '--policy', name, '--at', AT, asked] : [command, name]
  }

  describe.each(
    commands
      .filter(({ options }) => 'format' in options)
      .flatMap((command) => formatsOf(command).map((format) => [command.name, format] as const)),
  )('%s --format %s', (command, format) => {
    test.each([
      ['what is sound', short],
      ['what is not as it should be', shortLoose],
      ['a row that fails', shortWrong],
      ['what does not compile', bad],
      ['what is no YAML', file('spelt.yaml', '\tpolicy: [')],
      ['what is not there', join(folder, 'nowhere.yaml')],
    ])('can be read by whoever asks for it, of %s', async (_, name) => {
      const { exit, stdout, stderr } = await call([...about(command, name), '--format', format])
      READERS[format]?.(stdout)
      expect(READERS[format]).toBeDefined()
      const isInvalid = ![short, shortLoose, shortWrong].includes(name)
      expect(exit === 3).toBe(isInvalid)
      // Whatever is printed for programs, a failure is never told to nobody.
      if (exit !== 0) expect(stdout + stderr).not.toBe('')
      // In every format alike, so that a log shows it where stdout went into a file.
      if (isInvalid) expect(stderr).toContain(name.slice(folder.length + 1))
    })

    const switches = commands
      .filter(({ name }) => name === command)
      .flatMap(({ options }) => ['json', 'markdown'].filter((name) => name in options))

    test.each(switches)('is refused beside --%s, where that asks for another', async (other) => {
      const asked = [...about(command, short), '--format', format, `--${other}`]
      const isTwo = other !== format
      const { exit, stdout } = await call(asked)
      expect(exit === 2).toBe(isTwo)
      if (isTwo) expect(stdout).toBe('')
    })

    test('is refused under another name, with the names that there are', async () => {
      const { exit, stderr } = await call([...about(command, short), '--format', `${format}x`])
      expect([exit, stderr]).toEqual([2, expect.stringContaining(`--format is one of text, json`)])
    })
  })

  test.each([
    ['a time that is none', ['--policy', small, '--at', 'soon', asked]],
    ['an engagement that is none', ['--policy', small, '--at', AT, small]],
    ['an engagement that is not there', ['--policy', small, '--at', AT, join(folder, 'none.json')]],
  ])('explain says in JSON what it was refused for: %s', async (_, args) => {
    const { exit, stdout } = await call(['explain', ...args, '--format', 'json'])
    expect(exit).toBe(3)
    expect(JSON.parse(stdout)).toEqual({
      file: expect.any(String),
      issues: [expect.objectContaining({ code: expect.any(String) })],
    })
  })

  test('the switches are other words for a format', async () => {
    for (const name of ['json', 'markdown']) {
      const switched = await call(['diff', short, shortLoose, `--${name}`])
      expect(switched).toEqual(await call(['diff', short, shortLoose, '--format', name]))
      expect(switched.stdout).not.toBe('')
    }
  })

  test('lint annotates a pull request, with the place', async () => {
    const { exit, stdout } = await call(['lint', '--format', 'github', misspelt, bad])
    expect(exit).toBe(3)
    expect(stdout).toMatch(/^::error file=.*misspelt\.yaml,line=12,col=\d+,title=test_not_read::/m)
    expect(stdout).toMatch(/^::error file=.*bad\.yaml,line=\d+,col=\d+,title=unknown_key::.*queu/m)
    expect(
      stdout
        .trim()
        .split('\n')
        .every((line) => line.startsWith('::')),
    ).toBe(true)
  })

  test('lint prints SARIF with rules, places and levels', async () => {
    const { stdout } = await call(['lint', '--format', 'sarif', misspelt])
    const [run] = JSON.parse(stdout).runs
    expect(run.tool.driver).toMatchObject({ name: 'countersign', rules: [{ id: 'test_not_read' }] })
    expect(run.results).toMatchObject([{ ruleId: 'test_not_read', level: 'error' }])
    const [{ physicalLocation }] = run.results[0].locations
    expect(physicalLocation.region).toMatchObject({ startLine: 12 })
  })

  test('test prints JUnit, whatever its rows are called', async () => {
    const odd = file(
      'odd.yaml',
      SMALL_POLICY.replace('a stranger hears nothing', `'<b> & "c" ]]>'`),
    )
    const { exit, stdout } = await call(['test', '--format', 'junit', small, wrong, odd, bad])
    expect(exit).toBe(3)
    expect(stdout).toContain('<testsuites tests="4" failures="2">')
    expect(stdout).toContain('name="&lt;b&gt; &amp; &quot;c&quot;')
    expect(stdout).toContain('expected known, got general')
    const open = [...stdout.matchAll(/<(test\w+|failure)\b[^>]*[^/]>/g)].map(([, tag]) => tag)
    const closed = [...stdout.matchAll(/<\/(\w+)>/g)].map(([, tag]) => tag)
    expect(open.sort()).toEqual(closed.sort())
  })

  test('test runs the rows that are named, and none named is no success', async () => {
    expect(await call(['test', '--run', 'stranger', small])).toMatchObject({ exit: 0 })
    expect(await call(['test', '--run', 'nobody', small])).toMatchObject({ exit: 1 })
  })

  test('--watch runs again when the file changes, until it is stopped', async () => {
    const stop = new AbortController()
    const watched = file('watched.yaml', SMALL_POLICY)
    let runs = 0
    const meanwhile = () => {
      runs += 1
      if (runs === 1) writeFileSync(watched, SMALL_POLICY.replace('queue: care', 'queu: care'))
      else if (runs > 2) stop.abort()
    }
    const { exit, stdout } = await callAround(['lint', '--watch', watched], meanwhile, '', {
      signal: stop.signal,
    })
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
  })

  test.each(['lint', 'test'])('%s refuses a format it does not have', async (command) => {
    expect(await call([command, '--format', 'xml', small])).toMatchObject({ exit: 2 })
  })
})

describe('prove', () => {
  test('proves what holds and refutes what does not with an engagement', async () => {
    expect((await call(['prove', small])).exit).toBe(0)
    const { exit, stdout } = await call(['prove', loose])
    expect(exit).toBe(1)
    expect(stdout).toMatch(/REFUTED/)
    expect(stdout).toMatch(/ {6}channel: sms/)
  })

  test('gives a counterexample as a row that can be added, fails, and passes once the policy is mended', async () => {
    const { stdout } = await call(['prove', loose])
    const row = /(?<=\n) {2}- name:[\s\S]*?(?=\n\n)/.exec(stdout)?.[0] ?? 'no row'
    const withRow = (name: string, text: string): string =>
      file(name, text.replace('invariants:\n', `${row}\ninvariants:\n`))
    const wrongly = await call(['test', withRow('rowLoose.yaml', readFileSync(loose, 'utf8'))])
    expect(wrongly.exit).toBe(1)
    expect(wrongly.stdout).toMatch(/^FAILED.*no money below verified$/m)
    expect(wrongly.stdout).toMatch(/ {2}money: expected none, got /)
    expect((await call(['test', withRow('rowSmall.yaml', SMALL_POLICY)])).exit).toBe(0)
  })
})

describe('mutate', () => {
  test('proposes rows, writes them when told, and is then satisfied', async () => {
    const before = `${FEW}${ROW}{ money: full, route: all }\n`
    const copy = file('copy.yaml', before)
    const { exit, stdout } = await call(['mutate', copy])
    expect(exit).toBe(1)
    expect(stdout).toMatch(/^survived\t.*\tthis test would notice it: "/m)
    expect(readFileSync(copy, 'utf8')).toBe(before)
    expect((await call(['mutate', copy, '--write'])).exit).toBe(0)
    expect((await call(['test', copy])).exit).toBe(0)
    expect((await call(['mutate', copy])).exit).toBe(0)
  })

  test('says of a change that nothing shows, and nothing rules out, that it is not proved', async () => {
    const open = FEW.replace('anonymous', '{ write: claimed, channels: [rcs] }')
    const asked = ['mutate', file('open.yaml', open)]
    expect((await call(asked)).stdout).toMatch(/^unproved\t.*\tthe same in \d+ tried states, but/m)
    const { stdout } = await call([...asked, '--format', 'github'])
    expect(stdout).toMatch(/^::warning .*line=3,.*title=mutant_not_proved::/m)
  })
})

describe('lint', () => {
  test('finds nothing in a policy that is all used', async () => {
    expect(await call(['lint', small])).toMatchObject({ exit: 0, stdout: '' })
  })

  test('names a route whose tasks may wait for ever, which is no mistake', async () => {
    const endless = file('endless.yaml', SMALL_POLICY.replace(', timeout: 5m, overflow: front', ''))
    const { exit, stdout } = await call(['lint', endless])
    expect(exit).toBe(0)
    expect(stdout).toBe(
      `${endless}:8:5: route may wait for ever \`known\`: give it a \`timeout\`, and name the next queue under \`overflow\`.\n`,
    )
  })

  test('names a condition that changes nothing, where it is, and what to delete', async () => {
    const extra = file(
      'extra.yaml',
      SMALL_POLICY.replace('trust: recognized }', 'trust: recognized, resolution: unique }'),
    )
    const { exit, stdout } = await call(['lint', extra])
    expect(exit).toBe(1)
    expect(stdout).toMatch(
      /extra\.yaml:8:\d+: condition redundant `routes\.0\.when\.resolution`: .* Delete `resolution: unique`\.\n$/,
    )
  })
})

describe('diff', () => {
  test('a version from standard input is told by its lines, as the same file is', async () => {
    const loosened = readFileSync(shortLoose, 'utf8')
    const fromFile = JSON.parse((await call(['diff', short, shortLoose, '--json'])).stdout)
    const fromInput = JSON.parse((await call(['diff', short, '-', '--json'], loosened)).stdout)
    expect(fromInput).toEqual(fromFile)
    expect(fromFile.causes[0].lines[0].line).toBeGreaterThan(0)
  })

  test('fails on looser only when told, and only the looser way', async () => {
    expect((await call(['diff', short, shortLoose])).exit).toBe(0)
    expect((await call(['diff', short, shortLoose, '--fail-on', 'looser'])).exit).toBe(1)
    expect((await call(['diff', shortLoose, short, '--fail-on', 'looser'])).exit).toBe(0)
    expect((await call(['diff', shortLoose, short, '--fail-on', 'never'])).exit).toBe(2)
  })

  test('prints Markdown for a pull request', async () => {
    const { stdout } = await call(['diff', short, shortLoose, '--markdown'])
    expect(stdout).toMatch(/^\| change \|/)
    expect(stdout).toMatch(/\| looser \| money \| none → /)
  })
})

const engagement = {
  conversation: 'CH01',
  contact: { channel: 'web_chat', address: 'guest-1' },
  evidence: [
    {
      kind: 'session',
      conversation: 'CH01',
      issuer: 'https://login.example.com',
      subject: 'u-77',
      customer: 'C-1001',
      amr: ['pwd'],
      authTime: '2026-11-22T09:40:00Z',
      expires: '2026-11-22T12:00:00Z',
    },
  ],
}

describe('explain', () => {
  test('says which rule decided and what would give more', async () => {
    const { exit, stdout } = await call(
      ['explain', '--policy', small, '--at', AT],
      JSON.stringify(engagement),
    )
    expect(exit).toBe(0)
    expect(stdout).toMatch(/^trust verified/)
    expect(stdout).toMatch(/money\tmasked\tclass\.money\.masked \(line \d+\)/)
    expect(stdout).not.toContain('counts')
    expect((await call(['explain'])).exit).toBe(2)
  })

  test('says of what is not known which declared fact it is, and repeats nothing that was received', async () => {
    const facts = file(
      'facts.yaml',
      `${SMALL_POLICY}\nfacts: { tier: [gold, plain], staffed: boolean, sum: { upTo: [100], currency: EUR } }\n`,
    )
    const reasonsOf = async (more: object) => {
      const input = JSON.stringify({ ...engagement, evidence: [], ...more })
      const { stdout } = await call(['explain', '--policy', facts, '--at', AT], input)
      return stdout.match(/^reason .*$/gm)?.join('\n') ?? ''
    }
    const context = { tier: 'sliver', staffed: 'yes', teir: 'secret' }
    const said = await reasonsOf({ context, intent: { amount: '1.555', currency: 'EUR' } })
    expect(said).toContain('unknown_fact_value (/context/tier /context/staffed)')
    expect(said).toContain('unknown_fact (/context)')
    expect(said).toContain('unknown_amount (/intent/amount)')
    expect(said).not.toMatch(/sliver|yes|teir|secret|1\.555/)
    const priced = await reasonsOf({ intent: { amount: '1.50', currency: 'XTS' } })
    expect(priced).toContain('unknown_currency (/intent/currency)')
    expect(priced).not.toContain('XTS')
  })

  test('says which word of ours was meant, and repeats nothing that was received', async () => {
    const directory = { kind: 'directory', at: AT, query: { address: '+14155550100' }, matchs: [] }
    const evidence = [{ kind: 'sesion', at: AT }, directory, 7]
    const input = JSON.stringify({ ...engagement, evidence, intent: { classes: ['mony', 'xyz'] } })
    // Where all is given, nothing is looked for that would give more.
    const { stdout } = await call(['explain', '--policy', file('few.yaml', FEW), '--at', AT], input)
    expect(stdout.match(/^not read.*$/gm)).toEqual([
      'not read: a word at /evidence/1, did you mean `matches`?',
      'not read: a word at /evidence/0/kind, did you mean `session`?',
      'not read: a word at /intent/classes/0, did you mean `money`?',
    ])
    expect(stdout).not.toMatch(/sesion|matchs|mony|xyz/)
    const right = await call(['explain', '--policy', small, '--at', AT], JSON.stringify(engagement))
    expect(right.stdout).not.toContain('not read')
  })

  test('says three places of a reason, and how many more there are', async () => {
    const old = { kind: 'risk_signal', at: 'never', signal: 'velocity' }
    const input = JSON.stringify({ ...engagement, evidence: Array(6).fill(old) })
    const { stdout } = await call(['explain', '--policy', file('few.yaml', FEW), '--at', AT], input)
    const [, places] = /(\/evidence\/0[^)]*)\)/.exec(stdout.replaceAll('\n', ' ')) ?? []
    expect(places).toMatch(/^\S+ \S+ \S+ and 3 more$/)
  })

  test('says of counters what the policy sets and what counted, and in JSON all of them', async () => {
    const counting = file('counting.yaml', `${SMALL_POLICY}\ncounters: { wrong_codes: 3 }\n`)
    const tried = { kind: 'risk_signal', at: AT, signal: 'velocity', count: 12 }
    const input = JSON.stringify({ ...engagement, evidence: [...engagement.evidence, tried] })
    const ask = (...more: readonly string[]) =>
      call(['explain', '--policy', counting, '--at', AT, ...more], input)
    const { stdout } = await ask()
    expect(stdout.match(/^counters .*$/m)?.[0]).toBe(
      'counters wrong_codes 3, velocity_to_claimed 10, velocity_within for ever',
    )
    const { counters } = JSON.parse((await ask('--format', 'json')).stdout)
    expect(counters).toMatchObject({ wrong_codes: '3', codes_sent: '5' })
  })
})

describe('replay', () => {
  const policy = compilePolicy(SMALL_POLICY)
  const at = toInstant(AT)
  if (!policy.ok || at === null) throw new Error('does not compile')
  const record = JSON.stringify(evaluateAndRecord(policy.value, engagement, at).record)
  const tight = file('tight.yaml', SMALL_POLICY.replace('maxAge: 15m', 'maxAge: 30m'))

  test('prints what changes with its line, then the counts', async () => {
    const { exit, stdout } = await call(
      ['replay', '--old', small, '--new', tight],
      `${record}\n\n${record}\n`,
    )
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(exit).toBe(0)
    expect(lines.map(({ line }) => line)).toEqual([1, 3, undefined])
    expect(lines[2].counts).toMatchObject({ records: 2, changed: 2, looser: 2, broken: 0 })
    expect(
      (await call(['replay', '--old', small, '--new', tight, '--fail-on', 'looser'], record)).exit,
    ).toBe(1)
  })

  test('a broken record is named by its line, counted, and the rest goes on', async () => {
    const { exit, stdout, stderr } = await call(
      ['replay', '--old', small, '--new', small],
      `${record}\n{"record": "zanzibar7731\n${record}\n`,
    )
    expect(exit).toBe(3)
    expect(stderr).toMatch(/stdin:2:/)
    expect(stderr).not.toContain('zanzibar7731')
    expect(JSON.parse(stdout).counts).toMatchObject({ records: 3, broken: 1 })
  })

  test('needs two policies', async () => {
    expect((await call(['replay', '--old', small])).exit).toBe(2)
  })
})

test('the bank is tested, proved and covered', async () => {
  expect((await call(['test', bank, '--threshold', '100'])).exit).toBe(0)
  expect((await call(['prove', bank])).exit).toBe(0)
})
