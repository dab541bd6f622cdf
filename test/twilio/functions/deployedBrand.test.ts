import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ExampleWorld, startExample } from '../../../examples/exampleWorld.mjs'
import { linkPackage } from '../../../examples/localRuntime.mjs'
import { PROJECT } from '../../newProject.js'

const scratch = mkdtempSync(join(tmpdir(), 'countersign-brand-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const BASE = `policy: house-of-brands
version: 1
classes:
  orders: { fields: [orders.*], masked: { write: recognized, read: recognized } }
  money: { fields: [balance], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified } }
counters: { otp_failures_to_claimed: 3, otp_failures_within: 1h }
stepUp: [verify_sms]
routes:
  - { id: known, when: { trust: recognized }, queue: care }
  - { id: general, queue: front }
`
// The brand shows orders to nobody without a proof, and its pack gives money in full on two proofs only.
const BRAND = `extends: base.private.yaml
policy: brand
version: 1
packs: [./board.private.yaml]
classes: { orders: { masked: { write: verified, read: verified } } }
counters: { otp_failures_to_claimed: 2 }
`
const BOARD = `pack: board
classes:
  two_proofs: { kinds: money, rung: full, requires: { write: strong }, source: Board }
`

const FILES = { 'base.private.yaml': BASE, 'board.private.yaml': BOARD }

/** Copies a project under a name of its own, with the package beside it. */
function copyProject(project: string, name: string) {
  const folder = join(scratch, name)
  rmSync(folder, { recursive: true, force: true })
  cpSync(project, folder, {
    recursive: true,
    filter: (path) => !path.startsWith(join(project, 'node_modules')),
  })
  linkPackage(folder)
  return { folder, asset: (file: string) => join(folder, 'assets', file) }
}

/** Makes the project that `init` writes, of a policy of its own, and compiles it as its own script does. */
function deploy(name: string, policy: string, files: Readonly<Record<string, string>> = {}) {
  const { folder, asset } = copyProject(PROJECT, name)
  for (const [file, text] of Object.entries({ ...files, 'policy.private.yaml': policy }))
    writeFileSync(asset(file), text)
  execFileSync(process.execPath, ['local/compile.js'], { cwd: folder })
  return folder
}

const brand = deploy('brand', BRAND, FILES)

const TEXT = { channel: 'sms', address: '+14155550100', readers: '[]', classes: 'orders,money' }

/** What somebody is answered who writes from a number on file, and again once a code was right. */
async function converse({ call }: ExampleWorld, conversation: string, guesses: readonly string[]) {
  const message = { ...TEXT, conversation }
  const before = (await call('decide', message)).json
  await call('verify-start', { ...message, method: 'verify_sms' })
  const checks = []
  for (const code of guesses) checks.push((await call('verify-check', { ...message, code })).json)
  const ledger = String(checks.at(-1)?.['ledger'])
  const after = (await call('decide', { ...message, ledger })).json
  const shown = (json: typeof before) =>
    ['level', 'disclose_orders', 'disclose_money'].map((key) => json?.[key])
  return { checked: checks.at(-1)?.['status'], before: shown(before), after: shown(after) }
}

/** Runs a project in Twilio's local runtime for as long as something is asked of it. */
async function inRuntime<T>(project: string, ask: (world: ExampleWorld) => Promise<T>): Promise<T> {
  const world = await startExample({ project })
  try {
    return await ask(world)
  } finally {
    await world.stop()
  }
}

describe('a project whose policy stands on a base and a pack, in Twilio’s local runtime', () => {
  let world: ExampleWorld
  let base: ExampleWorld
  beforeAll(async () => {
    world = await startExample({ project: brand })
    base = await startExample({ project: deploy('base', BASE) })
  }, 60_000)
  afterAll(() => Promise.all([world.stop(), base.stop()]))

  test('is held to the tightening of the brand and to the rule of the pack, which the base alone is not', async () => {
    expect(await converse(base, 'CH01', ['123456'])).toEqual({
      checked: 'approved',
      before: ['recognized', 'masked', 'masked'],
      after: ['verified', 'masked', 'full'],
    })
    expect(await converse(world, 'CH01', ['123456'])).toEqual({
      checked: 'approved',
      before: ['recognized', 'none', 'masked'],
      after: ['verified', 'masked', 'masked'],
    })
  })

  test('counts wrong codes by what the brand says, and by the base where it stands alone', async () => {
    const guesses = ['000000', '000000', '123456']
    expect(await converse(base, 'CH02', guesses)).toMatchObject({
      checked: 'approved',
      after: ['verified', 'masked', 'full'],
    })
    expect(await converse(world, 'CH02', guesses)).toMatchObject({
      checked: 'approved',
      after: ['claimed', 'none', 'none'],
    })
  })
})

// What else can be wrong with the files of a project is asked of its functions alone, in `cli/init`: a base or a pack that
// is missing or was changed, a policy that was not compiled.
test('a project whose policy was written by half withholds everything by name, sends no code, and does not fail', async () => {
  const { folder, asset } = copyProject(brand, 'spoilt')
  writeFileSync(asset('policy.private.json'), '{"source":')
  await inRuntime(folder, async ({ call, twilio, runtime }) => {
    const message = { ...TEXT, conversation: 'CH01' }
    const decided = await call('decide', message)
    const sent = await call('verify-start', { ...message, method: 'verify_sms' })
    const checked = await call('verify-check', { ...message, code: '123456' })
    for (const { status, json } of [decided, sent, checked]) {
      expect(status).toBe(200)
      const withheld = { status: 'withheld', ok: 'false', reason: 'policy_invalid', ledger: '' }
      expect(json).toMatchObject(withheld)
    }
    expect(decided.json).toMatchObject({ rank: '0', level: 'anonymous' })
    expect(twilio.calls.filter(({ host }) => host === 'verify.twilio.com')).toEqual([])
    // Why, for its author, and nothing of who wrote.
    expect(runtime.log()).toContain('policy_not_compiled')
    expect(runtime.log()).not.toContain('4155550')
  })
}, 60_000)
