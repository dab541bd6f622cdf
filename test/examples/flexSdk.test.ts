import { EventEmitter } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import vm from 'node:vm'
import ts from 'typescript'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AgentPanel, toAgentPanel, toTaskAttributes } from '../../src/twilio/outbound/index.js'
import { aDecision, anEngagement } from '../arbitraries/decision.js'
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

/** What stands beside the example, such as the types of the SDK: read once, because it is never spoilt. */
const parsed = new Map<string, ts.SourceFile | undefined>()

function check(modules: string, spoil: (text: string) => string = (text) => text) {
  const { config } = ts.readConfigFile(join(EXAMPLE, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, EXAMPLE)
  const host = ts.createCompilerHost(options)
  const read = host.readFile
  host.readFile = (file) => {
    const text = read(file)
    return text !== undefined && resolve(file).startsWith(SOURCE) ? spoil(text) : text
  }
  const parse = host.getSourceFile
  host.getSourceFile = (file, ...how) => {
    if (resolve(file).startsWith(SOURCE)) return parse(file, ...how)
    if (!parsed.has(file)) parsed.set(file, parse(file, ...how))
    return parsed.get(file)
  }
  const paths = {
    '@twilio/flex-sdk': [join(modules, '@twilio/flex-sdk/index.d.ts')],
    'twilio-taskrouter': [join(modules, 'twilio-taskrouter')],
    'typed-emitter': [join(modules, 'typed-emitter')],
    'countersign/panel': [resolve('src/panel.ts')],
  }
  const program = ts.createProgram({ rootNames: files, host, options: { ...options, paths } })
  return files
    .flatMap((file) => {
      const source = program.getSourceFile(file)
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    })
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe.skipIf(types === null)('against the types of the Flex SDK itself, the desk', SLOW, () => {
  const modules = join(types ?? '', 'node_modules')

  test('has no error', () => {
    expect(check(modules)).toEqual([])
  })

  test('would be refused with names that are not there', () => {
    const spoilt: readonly (readonly [string, string])[] = [
      ["'reservationCreated'", "'reservationMade'"],
      ['client.getWorker()', 'client.getAgent()'],
      ['task.attributes', 'task.attribute'],
      ['panel.badge.tone', 'panel.badge.colour'],
    ]
    const spoil = (text: string) =>
      spoilt.reduce((changed, [from, to]) => changed.replace(from, to), text)
    const errors = check(modules, spoil).join('\n')
    for (const name of ['reservationMade', 'getAgent', "'attribute'", 'colour'])
      expect(errors).toContain(name)
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
  const { outputText } = ts.transpileModule(readFileSync(join(SOURCE, 'watchTrust.ts'), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const scope = {
    exports: { watchTrust: (): void => undefined },
    require: () => ({ toAgentPanel }),
    setInterval: (...given: Parameters<typeof setInterval>) => setInterval(...given),
    clearInterval: (timer: NodeJS.Timeout) => clearInterval(timer),
    Date,
  }
  vm.runInNewContext(outputText, scope)
  return scope.exports.watchTrust
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
