import { EventEmitter } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import vm from 'node:vm'
import { transformSync } from 'esbuild'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AgentPanel, toAgentPanel, toTaskAttributes } from '../../src/twilio/outbound/index.js'
import { aDecision, anEngagement } from '../arbitraries/decision.js'
import { checkTypes } from '../checkTypes.js'
import { fetchFlexTypes } from './flexTypes.js'

const EXAMPLE = resolve('examples/flex-sdk')
const SOURCE = join(EXAMPLE, 'src')
const files = readdirSync(SOURCE).map((file) => join(SOURCE, file))
const types = fetchFlexTypes('examples/flex-sdk', [
  '@twilio/flex-sdk',
  'twilio-taskrouter',
  'typed-emitter',
])
const SLOW = { timeout: 120_000 }

// What is right and what is spoilt are read in one go.
const SPOILT: readonly (readonly [string, string])[] = [
  ["'reservationCreated'", "'reservationMade'"],
  ['client.getWorker()', 'client.getAgent()'],
  ['task.attributes', 'task.attribute'],
  ['panel.badge.tone', 'panel.badge.colour'],
]
const spoil = (text: string) =>
  SPOILT.reduce((changed, [from, to]) => changed.replace(from, to), text)

describe.skipIf(types === null)('against the types of the Flex SDK itself, the desk', SLOW, () => {
  const modules = join(types ?? '', 'node_modules')
  let errors: readonly string[] = []

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-flex-sdk-'))
    for (const file of files)
      writeFileSync(join(folder, basename(file)), spoil(readFileSync(file, 'utf8')))
    const settings = join(folder, 'both.json')
    const paths = {
      '@twilio/flex-sdk': [join(modules, '@twilio/flex-sdk/index.d.ts')],
      'twilio-taskrouter': [join(modules, 'twilio-taskrouter')],
      'typed-emitter': [join(modules, 'typed-emitter')],
      'countersign/panel': [resolve('dist/panel.d.ts')],
    }
    const both = {
      extends: join(EXAMPLE, 'tsconfig.json'),
      compilerOptions: { paths, typeRoots: [resolve('node_modules/@types')] },
      include: [SOURCE, folder],
    }
    writeFileSync(settings, JSON.stringify(both))
    errors = checkTypes(settings, folder).filter((line) => /^\S/.test(line))
  }, SLOW.timeout)

  const isSpoilt = (line: string): boolean => files.some((file) => line.startsWith(basename(file)))

  test('has no error', () => {
    expect(errors.filter((line) => !isSpoilt(line))).toEqual([])
  })

  test('would be refused with names that are not there', () => {
    const told = errors.filter(isSpoilt).join('\n')
    for (const name of ['reservationMade', 'getAgent', "'attribute'", 'colour'])
      expect(told).toContain(name)
  })
})

interface Shown {
  readonly task: string
  readonly panel: AgentPanel | null
}

// The example as JavaScript, on the library's own panel.
function loadWatchTrust(): (
  worker: unknown,
  show: (task: string, panel: AgentPanel | null) => void,
) => void {
  const { code } = transformSync(readFileSync(join(SOURCE, 'watchTrust.ts'), 'utf8'), {
    loader: 'ts',
    format: 'cjs',
    target: 'es2022',
  })
  const scope = {
    module: { exports: { watchTrust: (): void => undefined } },
    require: () => ({ toAgentPanel }),
    setInterval: (...given: Parameters<typeof setInterval>) => setInterval(...given),
    clearInterval: (timer: NodeJS.Timeout) => clearInterval(timer),
    Date,
  }
  vm.runInNewContext(code, scope)
  return scope.module.exports.watchTrust
}

// As the SDK's own classes are: emitters with these members.
const reservationOf = (sid: string, attributes: unknown) => {
  const task = Object.assign(new EventEmitter(), { sid, attributes })
  return Object.assign(new EventEmitter(), { task })
}

describe('what the desk shows', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00Z') })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const decided = (validUntil: string) =>
    toTaskAttributes(anEngagement, { ...aDecision, validUntil }).attributes

  const start = (...had: readonly ReturnType<typeof reservationOf>[]) => {
    const shown: Shown[] = []
    const reservations = new Map(had.map((one) => [one.task.sid, one]))
    const worker = Object.assign(new EventEmitter(), { reservations })
    loadWatchTrust()(worker, (task, panel) => shown.push({ task, panel }))
    return { worker, last: () => shown.at(-1), count: () => shown.length }
  }

  test('is told of tasks that were there before, and of each that comes', () => {
    const { worker, last } = start(reservationOf('WT1', decided('2026-11-22T11:00:00Z')))
    expect(last()).toMatchObject({ task: 'WT1', panel: { badge: { tone: 'proved' } } })
    worker.emit('reservationCreated', reservationOf('WT2', {}))
    expect(last()).toMatchObject({ task: 'WT2', panel: { badge: { tone: 'stop' } } })
  })

  test('opens nothing once the decision has expired, though nobody touched the task', () => {
    const { last } = start(reservationOf('WT1', decided('2026-11-22T10:00:05Z')))
    expect(last()?.panel?.badge.tone).toBe('proved')
    vi.advanceTimersByTime(10_000)
    expect(last()?.panel).toMatchObject({ badge: { tone: 'stop' }, mayBeSaid: [] })
  })

  test('follows the task while it is the agent’s, and then no more', () => {
    const reservation = reservationOf('WT1', {})
    const { last, count } = start(reservation)
    Object.assign(reservation.task, { attributes: decided('2026-11-22T11:00:00Z') })
    reservation.task.emit('updated', reservation.task)
    expect(last()?.panel?.badge.tone).toBe('proved')
    reservation.emit('completed', reservation)
    expect(last()).toEqual({ task: 'WT1', panel: null })
    const before = count()
    reservation.task.emit('updated', reservation.task)
    vi.advanceTimersByTime(60_000)
    expect(count()).toBe(before)
  })

  test('is only ever text', () => {
    for (const file of files) expect(readFileSync(file, 'utf8')).not.toMatch(/innerHTML|href|src=/i)
  })
})
