import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { REVIEW_CHECKLIST } from '../../src/report/index.js'
import { SMALL_POLICY } from '../report/world.js'
import { ownFolder } from './ownFolder.js'
import { call } from './world.js'

const { folder, file } = ownFolder('review')

const policy = file('policy.yaml', SMALL_POLICY)
const looser = file('looser.yaml', SMALL_POLICY.replaceAll('verified', 'recognized'))

const pairOf = (
  name: string,
  { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject },
) => ({
  name,
  secret: file(`${name}.key`, String(privateKey.export({ type: 'pkcs8', format: 'pem' }))),
  open: file(`${name}.pub`, String(publicKey.export({ type: 'spki', format: 'pem' }))),
})

const pairs = [
  pairOf('ed25519', generateKeyPairSync('ed25519')),
  pairOf('ec', generateKeyPairSync('ec', { namedCurve: 'P-256' })),
  pairOf('rsa', generateKeyPairSync('rsa', { modulusLength: 2048 })),
]
const [first] = pairs
const stranger = pairOf('stranger', generateKeyPairSync('ed25519'))

const WHO = ['--name', 'Ada Byron', '--role', 'privacy officer', '--date', '2026-11-20']

/** Writes a review of the policy, and gives its file. */
async function reviewed(name: string, ...more: readonly string[]): Promise<string> {
  const path = join(folder, `${name}.json`)
  const { exit, stderr } = await call(['review', policy, ...WHO, ...more, '-o', path])
  expect({ exit, stderr }).toMatchObject({ exit: 0 })
  return path
}

const check = (path: string, ...more: readonly string[]) =>
  call(['review', '--check', path, policy, ...more])

const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'))

describe.each(pairs)('a review signed with a key of kind $name', ({ name, secret, open }) => {
  test('is good for its policy and its key, and for no other', async () => {
    const path = await reviewed(name, '--sign', secret)
    const good = await check(path, '--key', open)
    expect(good.exit).toBe(0)
    expect(good.stdout).toContain('reviewed by Ada Byron, privacy officer, on 2026-11-20')
    expect(good.stdout).toContain('the signature is valid')
    const foreign = await check(path, '--key', stranger.open)
    expect([foreign.exit, foreign.stdout]).toEqual([
      1,
      expect.stringContaining('signature is not valid'),
    ])
    const changed = await call(['review', '--check', path, looser, '--key', open])
    expect([changed.exit, changed.stdout]).toEqual([1, expect.stringContaining('changed since')])
  })

  test('says nothing that its signature does not cover: any alteration is seen', async () => {
    const path = await reviewed(`${name}-altered`, '--sign', secret, '--confirm', 'tests')
    const original = read(path)
    const digest = `sha256:${'0'.repeat(64)}`
    const checklist = REVIEW_CHECKLIST.map(({ item }) => ({ item, confirmed: true }))
    // Each member becomes another that can be read, and under the first key what is of another form as well.
    const readable = {
      digest,
      against: digest,
      name: 'Eve',
      role: 'Eve',
      date: '2026-11-21',
      checklist,
    }
    const all = ['shape', 'more', ...Object.keys(readable)].flatMap((member) =>
      [digest, '', '2026-11-21', checklist].map((value) => ({ [member]: value })),
    )
    const alterations = [
      ...Object.entries(readable).map(([member, value]) => ({ [member]: value })),
      ...(name === first?.name ? all : []),
    ]
    const unseen: unknown[] = []
    for (const alteration of alterations) {
      const altered = file(`${name}-copy.json`, JSON.stringify({ ...original, ...alteration }))
      const [signed, unsigned] = [
        await check(altered, '--key', open),
        await check(altered, '--key', open, '--unsigned'),
      ]
      if (signed.exit === 0 || unsigned.exit === 0) unseen.push(alteration)
    }
    expect(unseen).toEqual([])
  })
})

test('no signature, and one that nobody checked, are never called good', async () => {
  const unsigned = await reviewed('unsigned')
  const signed = await reviewed('signed', '--sign', first?.secret ?? '')
  const stripped = file('stripped.json', JSON.stringify({ ...read(signed), signature: undefined }))
  const answers = await Promise.all([
    check(unsigned),
    check(unsigned, '--key', first?.open ?? ''),
    check(stripped, '--key', first?.open ?? ''),
    check(signed),
    check(signed, '--unsigned'),
  ])
  expect(answers.map(({ exit }) => exit)).toEqual([1, 1, 1, 1, 1])
  for (const { stdout } of answers) expect(stdout).not.toMatch(/signature is valid/)
  expect((await check(unsigned, '--unsigned')).exit).toBe(0)
})

test('a review that is not signed says so when it is written', async () => {
  const { stdout, stderr } = await call(['review', policy, ...WHO])
  expect(stderr).toContain('not signed')
  expect(JSON.parse(stdout)).not.toHaveProperty('signature')
})

test('the day is that of the clock where none is named', async () => {
  const { stdout } = await call(['review', policy, '--name', 'Ada', '--role', 'officer'])
  expect(JSON.parse(stdout)).toMatchObject({ date: '2026-11-22', name: 'Ada', role: 'officer' })
})

test('what was not confirmed is listed, and stands in the file as not confirmed', async () => {
  const path = await reviewed('partly', '--confirm', 'tests,sources')
  const { stdout } = await check(path, '--unsigned')
  for (const { item, says } of REVIEW_CHECKLIST)
    expect(stdout.replaceAll(/\s+/g, ' ').includes(says)).toBe(!['tests', 'sources'].includes(item))
})

test('what changed since is said where the reviewed policy is at hand, and said to be unknown where it is not', async () => {
  const path = await reviewed('since')
  const known = await call(['review', '--check', path, looser, '--against', policy])
  expect([known.exit, known.stdout]).toEqual([
    1,
    expect.stringContaining('looser: money, none → masked'),
  ])
  const unknown = await call(['review', '--check', path, looser])
  expect(unknown.stdout.replaceAll(/\s+/g, ' ')).toContain('the reviewed policy was not given')
  const other = await call(['review', '--check', path, looser, '--against', looser])
  expect(other.stdout.replaceAll(/\s+/g, ' ')).toContain('the reviewed policy was not given')
})

test('both digests are in it', async () => {
  const path = await reviewed('both', '--against', looser)
  const [{ stdout: now }, { stdout: then }] = await Promise.all([
    call(['compile', policy]),
    call(['compile', looser]),
  ])
  expect(read(path)).toMatchObject({
    shape: 'countersign.review/1',
    digest: JSON.parse(now).digest,
    against: JSON.parse(then).digest,
  })
})

const SECRET = 'zanzibar7731'

test.each([
  ['a name that a terminal would obey', ['--name', `\u001b[2J${SECRET}`, '--role', 'x'], 3],
  ['a name that turns text around', ['--name', `\u202e${SECRET}`, '--role', 'x'], 3],
  ['an empty role', ['--name', SECRET, '--role', ' '], 3],
  ['a day that there is not', ['--name', SECRET, '--role', 'x', '--date', '2026-02-30'], 3],
  ['an item that there is not', ['--name', SECRET, '--role', 'x', '--confirm', SECRET], 2],
  ['no role', ['--name', SECRET], 2],
])('%s is refused, and nothing of it repeated', async (_, argv, wanted) => {
  const { exit, stdout, stderr } = await call(['review', policy, ...argv])
  expect({ exit, stdout }).toEqual({ exit: wanted, stdout: '' })
  // Which of it is wrong is said by its name.
  expect(stderr).toMatch(/\b(?:name|role|date|confirm)\b/)
  expect(stderr).not.toContain(SECRET)
})

test('a key that cannot sign is refused', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const exchange = generateKeyPairSync('x25519')
  const keys = [pairOf('weak', weak).secret, pairOf('exchange', exchange).secret, policy]
  for (const key of keys) {
    const { exit, stdout } = await call(['review', policy, ...WHO, '--sign', key])
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' })
  }
})
