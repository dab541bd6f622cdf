import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { buildProgram, callWithPages } from './program.js'
import { SMALL_POLICY } from './smallPolicy.js'
import { AT, call, callAround } from './world.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-extends-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

mkdirSync(join(folder, 'shared'))

const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const BASE = SMALL_POLICY.replace('policy: small\nversion: 1', 'policy: base\nversion: 2')
const base = file('shared/base.yaml', BASE)

const BRAND = `extends: shared/base.yaml
policy: brand
version: 1
inherit: [tests]
classes:
  money: { full: never }
`
const brand = file('brand.yaml', BRAND)
const looser = file('looser.yaml', BRAND.replace('full: never', 'masked: claimed'))
const lost = file('lost.yaml', BRAND.replace('base.yaml', 'bass.yaml'))
const wrong = file('shared/wrong.yaml', BASE.replace('full:', 'fulll:'))
const onWrong = file('onWrong.yaml', BRAND.replace('base.yaml', 'wrong.yaml'))

const HOUSE = `pack: house
classes:
  fresh: { kinds: money, rung: full, requires: { write: verified, maxAge: 5m }, source: Board }
risk: { sim_swap_unknown: recognized }
`
file('house.yaml', HOUSE)
const packed = file(
  'packed.yaml',
  BASE.replace('version: 2', 'version: 2\npacks: [./house.yaml]').replace('stepUp', '\nstepUp'),
)
file('loose.yaml', HOUSE.replace('sim_swap_unknown: recognized', 'sim_swap_unknown: strong'))
const loose = file('loosened.yaml', BASE.replace('version: 2', 'version: 2\npacks: [./loose.yaml]'))

const engagement = JSON.stringify({
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
})

describe.each([
  ['lint', [brand]],
  ['test', [brand]],
  ['prove', [brand]],
  ['compile', [brand]],
  ['diff', [base, brand, '--fail-on', 'looser']],
  ['decide', ['--policy', brand, '--at', AT]],
  ['explain', ['--policy', brand, '--at', AT]],
  ['redact', ['--policy', brand, '--audience', 'log', '--text']],
  ['scan', ['--policy', brand]],
])('%s', (command, args) => {
  test('takes a policy with what it extends', async () => {
    const called = await call([command, ...args], engagement)
    expect([called.exit, called.stderr.replaceAll(folder, '')]).toEqual([0, ''])
  })

  test('refuses one that is looser than what it extends, with both places', async () => {
    const called = await call(
      [command, ...args.map((arg) => (arg === brand ? looser : arg))],
      engagement,
    )
    expect(called.exit).toBe(3)
    expect((called.stderr + called.stdout).replaceAll(folder, '')).toContain(
      '/looser.yaml:6:20: this is looser than in the base policy, and a policy may only tighten its base: `claimed` at `/classes/money/masked/write`, /shared/base.yaml:4:48 says verified;',
    )
  })
})

test('a file that is not there is reported where it is named', async () => {
  const { exit, stderr } = await call(['lint', lost])
  expect([exit, stderr.replaceAll(folder, '')]).toEqual([
    3,
    '/lost.yaml:1:10: there is no such file `shared/bass.yaml` at `/extends`\n',
  ])
})

test('a mistake of the base is reported in its own file, for people and for programs', async () => {
  const place = /^\S*shared\/wrong\.yaml:4:\d+: unknown key `fulll`/
  expect((await call(['test', onWrong])).stderr).toMatch(place)
  const { stdout } = await call(['lint', onWrong, '--format', 'github'])
  expect(stdout).toContain(`file=${wrong}`)
})

test('tests and invariants of the base are run on the brand, and reported where they stand', async () => {
  const tested = await call(['test', brand])
  expect(tested.stdout).toContain(`${base}:11`)
  expect((await call(['prove', brand])).stdout).toContain('1 of 1 proved')
})

test('what is compiled stands for itself', async () => {
  const output = join(folder, 'out.json')
  expect((await call(['compile', brand, '-o', output])).exit).toBe(0)
  const text = readFileSync(output, 'utf8')
  expect((await call(['decide', '--policy', output, '--at', AT], engagement)).stdout).toBe(
    (await call(['decide', '--policy', brand, '--at', AT], engagement)).stdout,
  )
  expect(text).not.toContain(folder)
})

test('--watch runs again when what a policy extends changes', async () => {
  const stop = new AbortController()
  const watched = file('watched.yaml', BRAND.replace('shared/base.yaml', 'shared/watched.yaml'))
  const under = file('shared/watched.yaml', BASE)
  let runs = 0
  const { stderr } = await callAround(
    ['lint', '--watch', watched],
    () => {
      runs += 1
      if (runs === 1) writeFileSync(under, BASE.replace('full:', 'fulll:'))
      else stop.abort()
    },
    '',
    { signal: stop.signal },
  )
  expect(stderr).toMatch(/shared\/watched\.yaml:4:\d+: unknown key `fulll`/)
})

test('--watch runs again when what a policy extends is written at last', async () => {
  const stop = new AbortController()
  const watched = file('early.yaml', BRAND.replace('shared/base.yaml', 'shared/late.yaml'))
  let waited = 0
  const { stderr } = await callAround(
    ['prove', '--watch', watched],
    () => {
      waited += 1
      if (waited === 1)
        setTimeout(() => file('shared/late.yaml', BASE.replace('full:', 'fulll:')), 300)
      else if (waited > 2) stop.abort()
    },
    '',
    { signal: stop.signal },
  )
  expect(stderr).toMatch(/early\.yaml:1:10: there is no such file/)
  expect(stderr).toMatch(/shared\/late\.yaml:4:\d+: unknown key `fulll`/)
})

describe('mutate', () => {
  test.each(['brands/base', 'brands/harbour', 'brands/tidewater', 'telehealth', 'payments'])(
    'leaves no slip of the hand in %s that is neither noticed nor proved to change nothing',
    async (name) => {
      const { exit, stdout } = await call(['mutate', `examples/policies/${name}.yaml`, '--json'])
      expect(exit).toBe(0)
      const { mutants } = JSON.parse(stdout)
      expect(mutants.length).toBeGreaterThan(5)
      const open = mutants.filter(({ fate }: { fate: string }) =>
        ['survived', 'unproved'].includes(fate),
      )
      expect(open).toEqual([])
    },
    120_000,
  )

  test('changes what the brand says, and leaves what it extends to its own tests', async () => {
    const { stdout } = await call(['mutate', brand, '--json'])
    const paths = JSON.parse(stdout).mutants.map(
      ({ edit }: { edit: { path: unknown } }) => edit.path,
    )
    expect(paths.filter((path: readonly string[]) => path[0] === 'routes')).toEqual([])
  })

  test('--write adds rows to the brand', async () => {
    const mine = file('mine.yaml', BRAND.replace('full: never', 'full: { maxAge: 5m }'))
    const { exit, stderr } = await call(['mutate', mine, '--write'])
    expect([exit, stderr]).toEqual([0, `${mine}: 2 tests added\n`])
    expect((await call(['test', mine])).exit).toBe(0)
    expect(readFileSync(base, 'utf8')).toBe(BASE)
  })
})

// Those of the brands on it are run by the guide about them.
test('the base of the example of brands: its tests pass, and its invariants are proved', async () => {
  const example = 'examples/policies/brands/base.yaml'
  expect((await call(['test', example])).exit).toBe(0)
  expect((await call(['prove', example])).exit).toBe(0)
})

describe('a policy with a pack of its own', () => {
  test.each(['lint', 'test', 'prove', 'compile'])(
    'is taken by %s, from the file it names',
    async (command) => {
      const called = await call([command, packed], engagement)
      expect([called.exit, called.stderr.replaceAll(folder, '')]).toEqual([0, ''])
    },
  )

  test('is changed in as many ways for the report as for mutate, its pack among them', async () => {
    const few = file(
      'fewPacked.yaml',
      `policy: few
version: 1
packs: [./house.yaml]
classes: { money: { full: verified } }
routes: [{ id: all, queue: front }]
`,
    )
    const { mutants } = JSON.parse((await call(['mutate', few, '--json'])).stdout)
    const steps = mutants.map(({ edit }: { edit: { path: readonly string[] } }) => edit.path[0])
    expect(steps).toContain('packs')
    const page = join(folder, 'report.html')
    const asked = ['report', few, '--mutants', '-o', page]
    expect((await callWithPages(buildProgram(), asked)).exit).toBe(0)
    expect(readFileSync(page, 'utf8')).toContain(`Of ${mutants.length} small changes to the policy`)
  })

  test('is refused at the line of the pack that would loosen it', async () => {
    const called = await call(['lint', loose], engagement)
    expect(called.exit).toBe(3)
    expect(called.stderr.replaceAll(folder, '')).toContain(
      '/loose.yaml:4:9: this is looser than without the pack, and a pack may only tighten a policy:',
    )
  })
})
