import type { CompiledPolicy, ShapeVersion } from '../decide/index.js'
import { AUDIENCES, isRecord } from '../model/index.js'

/**
 * The keys that a form of compiled policies knows at a place, each with what stands below it; `*`
 * is any name, or any place in a list, and `true` whatever is there.
 */
interface ShapeKeys {
  readonly [key: string]: ShapeKeys | true
}

/** Keys below which a form knows whatever is there. */
const whole = (...keys: readonly string[]): ShapeKeys =>
  Object.fromEntries(keys.map((key) => [key, true]))

const REQUIREMENT: ShapeKeys = {
  ...whole('rule', 'write', 'read', 'maxAge', 'purpose', 'linked', 'methods', 'categories'),
  ...whole('forbidPhishableOnly', 'channels'),
  get when() {
    return CONDITION
  },
}

/**
 * What the first form knows of a condition. A condition holds conditions, so those below it are
 * looked up when they are reached.
 */
const CONDITION: ShapeKeys = {
  ...whole('trust', 'trustBelow', 'read', 'readBelow', 'risk', 'channel', 'to', 'intent'),
  ...whole('resolution', 'discloses'),
  context: { '*': { '*': whole('above', 'upTo', 'currency') } },
  get any() {
    return { '*': CONDITION }
  },
  get all() {
    return { '*': CONDITION }
  },
}

const REPRESENTATIVES: ShapeKeys = { '*': { as: true, requires: { '*': REQUIREMENT } } }

const RULE: ShapeKeys = {
  ...whole('id', 'sources'),
  requires: { '*': REQUIREMENT },
  representatives: REPRESENTATIVES,
}

/**
 * What the first form knows. It stands for good, whatever is added to compiled policies after it:
 * that is the point of it. Whatever a policy says that is not in here, an older runtime would
 * refuse without knowing why.
 */
const VERSION_1: ShapeKeys = {
  ...whole('countersign', 'name', 'version', 'digest', 'packs', 'stepUp', 'regions', 'allow'),
  classes: {
    '*': {
      ...whole('name', 'kinds', 'fields', 'sensitivity', 'refusedBy', 'agent'),
      rungs: { '*': { ...RULE, ...whole('rung') } },
      deliver: RULE,
    },
  },
  actions: { '*': { ...RULE, ...whole('name', 'kinds', 'notify', 'denied'), deliver: RULE } },
  routes: {
    '*': {
      ...whole('id', 'queue', 'priority', 'skills', 'knownWorker', 'timeout', 'skipIf'),
      when: CONDITION,
      overflow: whole('queue', 'priority'),
    },
  },
  redact: Object.fromEntries(
    AUDIENCES.map((name) => [name, whole('default', 'identifiers', 'classes')]),
  ),
  risk: {
    ...whole('simSwapUnknown', 'reassignmentUnknown', 'reassignmentConfirmed'),
    ...whole('reassignmentStale', 'lineTypeUnknown', 'nonFixedVoip', 'quarantine'),
  },
  issuers: { '*': whole('issuer', 'acr', 'amr') },
  channels: { '*': whole('scheme', 'grade', 'session') },
  refuses: { '*': whole('kind', 'rule') },
  identifiers: { '*': whole('pattern', 'words', 'checksum', 'mask') },
  facts: { '*': whole('values', 'upTo', 'currency') },
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
