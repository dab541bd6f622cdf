import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type FakeTwilio, startFakeTwilio } from '../../examples/fakeTwilio.mjs'
import { linkPackage, startRuntime } from '../../examples/localRuntime.mjs'
import { startLogin } from '../../examples/signIn.mjs'
import { compiledFile, projectFiles } from '../../src/cli/index.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { readWorkflow, simulate, toWorkflow, type Workflow } from '../../src/taskrouter/index.js'
import { POLICY } from '../newProject.js'
import { type CallFunction, callOverHttp } from './callFunction.js'
import { type Definition, readDefinition } from './definition.js'
import { compiled } from './fixture.js'
import {
  type Execution,
  type IncomingMessage,
  runFlow,
  type SentTask,
  type Surroundings,
} from './runFlow.js'

/** The one code that is ever sent. */
export const CODE = '246810'

/** The key that seals ledgers in this world. */
export const LEDGER_KEY = { id: 'k1', secret: 'a-secret-that-is-only-for-these-conversations' }

/** Where a task ends up. */
interface FlowArrival {
  readonly queue: string
  readonly priority: number
}

/** A project as `countersign init` writes it, served by Twilio's local runtime, with its flow and its workflow. */
export interface StudioWorld {
  readonly twilio: FakeTwilio
  readonly flow: Definition
  /** Signs a person in at the login, and gives the token. */
  signIn(subject: string, customer: string): Promise<string>
  /** Calls the functions where they are served. */
  readonly call: CallFunction
  /** Follows a task through TaskRouter to its queue, by the policy's name for it. */
  route(task: SentTask): FlowArrival
  run(incoming: IncomingMessage, surroundings?: Partial<Surroundings>): Promise<Execution>
}

// One process, modules loaded once, as a warm function has them: otherwise each call would read the package anew.
const FLAGS = ['--no-fork-process', '--no-live']

const POLICY_FILE = 'assets/policy.private.yaml'

const zeros = (prefix: string, last: number): string => `${prefix}${String(last).padStart(32, '0')}`

/** People with a number and a mailbox on file, who can talk at the same time: none has codes or attempts of another. */
export const PEOPLE = Array.from({ length: 40 }, (_, at) => ({
  customer: `C-${2_001 + at}`,
  number: `+1415555${String(110 + at).padStart(4, '0')}`,
  mailbox: `person${at}@example.com`,
}))

// By the text of its policy. A start takes a second of a core, so whatever files one worker runs share their worlds.
const worlds = new Map<string, Promise<StudioWorld>>()

// A worker is ended by this signal, and what it started ends with it only if it exits by itself.
process.once('SIGTERM', () => process.exit())

/**
 * Gives the world, as it is at its start. Its customers are `C-1001` at one number and one address, `C-1002` at an
 * address, and all of `PEOPLE`.
 */
export async function openStudioWorld(
  changePolicy: (text: string) => string = (text) => text,
): Promise<StudioWorld> {
  const policy = changePolicy(POLICY)
  const started = worlds.get(policy) ?? startStudioWorld(policy)
  worlds.set(policy, started)
  const world = await started
  world.twilio.forget()
  world.twilio.settings.fail.clear()
  return world
}

async function startStudioWorld(policyText: string): Promise<StudioWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-studio-'))
  const files = writeProjectFiles(folder, policyText)
  linkPackage(folder)
  const twilio = await startFakeTwilio({ code: CODE })
  const login = await startLogin()
  twilio.settings.jwks = login.jwks
  const runtime = await startRuntime({ project: folder, env: environmentOf(twilio), flags: FLAGS })
  const flow = readDefinition(JSON.parse(files.get('studio/flow.json') ?? ''))
  const policy = compiled(policyText)
  const call = callOverHttp((url) => runtime.url + new URL(url).pathname)
  return {
    twilio,
    flow,
    signIn: login.signIn,
    call,
    route: (task) => follow(workflowOf(policy), policy, task),
    run: (incoming, surroundings) =>
      runFlow(flow, incoming, { call, person: () => null, ...surroundings }),
  }
}

function writeProjectFiles(folder: string, policyText: string): ReadonlyMap<string, string> {
  const read = projectFiles()
  const files = new Map(read.ok ? read.value.map(({ path, text }) => [path, text]) : [])
  files.set(POLICY_FILE, policyText)
  const compiled = compiledFile(policyText)
  files.set('assets/policy.private.json', compiled.ok ? compiled.value : '')
  files.set('assets/customers.private.json', JSON.stringify(customers()))
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return files
}

// The functions run by the real clock: a tie that was confirmed yesterday counts in full.
const customers = () => {
  const confirmed = new Date(Date.now() - 86_400_000).toISOString()
  const onFile = (address: string) => ({
    address,
    basis: 'verified',
    since: '2024-03-01',
    confirmed,
  })
  return [
    { customer: 'C-1001', addresses: [onFile('+14155550100'), onFile('ada@example.com')] },
    { customer: 'C-1002', addresses: [onFile('grace@example.com')] },
    ...PEOPLE.map(({ customer, number, mailbox }) => ({
      customer,
      addresses: [onFile(number), onFile(mailbox)],
    })),
  ]
}

const environmentOf = ({ url }: FakeTwilio) => ({
  TWILIO_API: url,
  ACCOUNT_SID: zeros('AC', 0),
  AUTH_TOKEN: 'no-real-token',
  VERIFY_SERVICE_SID: zeros('VA', 1),
  SYNC_SERVICE_SID: zeros('IS', 1),
  LEDGER_KEYS: `${LEDGER_KEY.id}:${LEDGER_KEY.secret}`,
  WEB_CHAT_ADDRESS_SID: zeros('IG', 1),
  CONVERSATIONS_SERVICE_SID: zeros('IS', 2),
  API_KEY_SID: zeros('SK', 1),
  API_KEY_SECRET: 'no-real-secret',
  LOGIN_ISSUER: 'https://login.example.com',
  LOGIN_AUDIENCE: 'acme-shop',
  LOGIN_KEYS_URL: `${url}/login.example.com/jwks.json`,
  LOGIN_CUSTOMER_CLAIM: 'customer_id',
})

const queueSids = (policy: CompiledPolicy): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new Set(policy.routes.map(({ queue }) => queue))].map((queue, index) => [
      queue,
      zeros('WQ', index + 1),
    ]),
  )

function workflowOf(policy: CompiledPolicy): Workflow {
  const written = toWorkflow(policy, { queues: queueSids(policy), channels: {}, functions: {} })
  const read = written.ok ? readWorkflow(written.value) : written
  if (!read.ok) throw new TypeError(JSON.stringify(read.issues))
  return read.value
}

// What Send to Flex adds by itself, all of it the sender's address.
const ADDED = { from: 'x', name: 'x', customerName: 'x', customerAddress: 'x', channelType: 'sms' }

function follow(workflow: Workflow, policy: CompiledPolicy, task: SentTask): FlowArrival {
  const attributes: unknown = JSON.parse(task.attributes)
  // Nobody is at work here, so that tasks go on to overflows; where they come first is where they were sent.
  const [first] = simulate(workflow, { ...ADDED, ...Object(attributes) }).steps
  const { queue = null, priority = 0 } = first ?? {}
  const [name = ''] = Object.entries(queueSids(policy)).find(([, sid]) => sid === queue) ?? []
  return { queue: name, priority }
}
