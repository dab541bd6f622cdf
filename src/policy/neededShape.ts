import type { CompiledPolicy, ShapeVersion } from '../decide/index.js'
import { AUDIENCES, isRecord } from '../model/index.js'

/**
 * The keys that a form of compiled policies knows at a place, each with what stands below it; `*`
 * is any name, or any place in a list, and `true` whatever is there.
 */
interface ShapeKeys {
  readonly [key: string]: ShapeKeys | true
}

const REQUIREMENT: ShapeKeys = {
  rule: true,
  write: true,
  read: true,
  maxAge: true,
  purpose: true,
  linked: true,
  methods: true,
  categories: true,
  forbidPhishableOnly: true,
  channels: true,
  get when() {
    return CONDITION
  },
}

/**
 * What the first form knows of a condition. A condition holds conditions, so those below it are
 * looked up when they are reached.
 */
const CONDITION: ShapeKeys = {
  trust: true,
  trustBelow: true,
  read: true,
  readBelow: true,
  risk: true,
  channel: true,
  to: true,
  intent: true,
  resolution: true,
  context: { '*': { '*': { above: true, upTo: true, currency: true } } },
  discloses: true,
  get any() {
    return { '*': CONDITION }
  },
  get all() {
    return { '*': CONDITION }
  },
}

const REPRESENTATIVES: ShapeKeys = { '*': { as: true, requires: { '*': REQUIREMENT } } }

const RULE: ShapeKeys = {
  id: true,
  requires: { '*': REQUIREMENT },
  sources: true,
  representatives: REPRESENTATIVES,
}

/**
 * What the first form knows. It stands for good, whatever is added to compiled policies after it:
 * that is the point of it. Whatever a policy says that is not in here, an older runtime would
 * refuse without knowing why.
 */
const VERSION_1: ShapeKeys = {
  countersign: true,
  name: true,
  version: true,
  digest: true,
  packs: true,
  stepUp: true,
  regions: true,
  allow: true,
  classes: {
    '*': {
      name: true,
      kinds: true,
      fields: true,
      sensitivity: true,
      rungs: { '*': { ...RULE, rung: true } },
      refusedBy: true,
      deliver: RULE,
      agent: true,
    },
  },
  actions: { '*': { ...RULE, name: true, kinds: true, notify: true, deliver: RULE, denied: true } },
  routes: {
    '*': {
      id: true,
      when: CONDITION,
      queue: true,
      priority: true,
      skills: true,
      knownWorker: true,
      timeout: true,
      skipIf: true,
      overflow: { queue: true, priority: true },
    },
  },
  redact: Object.fromEntries(
    AUDIENCES.map((name) => [name, { default: true, identifiers: true, classes: true }]),
  ),
  risk: {
    simSwapUnknown: true,
    reassignmentUnknown: true,
    reassignmentConfirmed: true,
    reassignmentStale: true,
    lineTypeUnknown: true,
    nonFixedVoip: true,
    quarantine: true,
  },
  issuers: { '*': { issuer: true, acr: true, amr: true } },
  channels: { '*': { scheme: true, grade: true, session: true } },
  refuses: { '*': { kind: true, rule: true } },
  identifiers: { '*': { pattern: true, words: true, checksum: true, mask: true } },
  facts: { '*': { values: true, upTo: true, currency: true } },
}

/**
 * Finds the oldest form that says all of a compiled policy, so that the oldest runtimes go on
 * reading what they can. A runtime refuses a form that is newer than itself, rather than leave out
 * what it does not know.
 */
export const neededShape = (
  policy: Omit<CompiledPolicy, 'countersign' | 'digest'>,
): ShapeVersion => (isKnown(policy, VERSION_1) ? 1 : 2)

/**
 * Tells whether a form knows everything that a value says. A key with an undefined value says
 * nothing.
 */
function isKnown(value: unknown, known: ShapeKeys | true): boolean {
  if (known === true || typeof value !== 'object' || value === null) return true
  const members = isRecord(value) ? Object.entries(value) : Object.entries({ ...value })
  return members.every(([key, member]) => {
    if (member === undefined) return true
    const below = Object.hasOwn(known, key) ? known[key] : known['*']
    return below !== undefined && isKnown(member, below)
  })
}
