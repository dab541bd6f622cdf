import { isOwnIdentifier, MOST_OWN, OWN_NAME } from '../identifiers/index.js'
import { AUDIENCES, isRecord, LONGEST_WAIT, REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { IDENTIFIER_TYPES } from './identifierTypes.js'
import { flag, keyed, list, object, oneOf, type Shape, someText, that, whole } from './shapes.js'

const rank = whole(0, 4)

// A hundred years: no window is longer.
const span = whole(0, 3_155_760_000_000)

const texts = list(someText)

const requirement = object(
  { write: rank, read: rank },
  {
    rule: someText,
    maxAge: whole(1, 3_155_760_000_000),
    purpose: flag,
    linked: flag,
    methods: list(someText, 1),
    categories: whole(1, 3),
    forbidPhishableOnly: flag,
  },
)

// A rule that takes nothing would open to everyone.
const rule = { id: someText, requires: list(requirement, 1), sources: texts }

const dataClass = object(
  {
    name: someText,
    fields: texts,
    sensitivity: whole(0, 1_000),
    rungs: list(object({ rung: oneOf(RUNGS.slice(1)), ...rule })),
    agent: texts,
  },
  { kinds: texts, refusedBy: texts, deliver: object(rule) },
)

const action = object(
  { name: someText, ...rule, notify: texts, denied: flag },
  { kinds: texts, deliver: object(rule) },
)

const fact = that((value) => ['string', 'number', 'boolean'].includes(typeof value))

const condition = object(
  {},
  {
    trust: rank,
    trustBelow: rank,
    read: rank,
    risk: list(someText, 1),
    channel: list(someText, 1),
    intent: list(someText, 1),
    resolution: list(oneOf(['none', 'unique', 'ambiguous', 'conflict']), 1),
    context: keyed(list(fact, 1)),
    discloses: keyed(oneOf(RUNGS)),
  },
)

const route = object(
  { id: someText, when: condition, queue: someText, priority: whole(0, 100), skills: texts },
  {
    knownWorker: whole(1, LONGEST_WAIT),
    timeout: whole(1, LONGEST_WAIT),
    skipIf: oneOf(['nobody_available']),
    overflow: object({ queue: someText, priority: whole(0, 100) }),
  },
)

const shown = oneOf(REDACTION_ACTIONS)

const audience = object({ default: shown, identifiers: keyed(shown), classes: keyed(shown) })

const risk = object({
  simSwapUnknown: rank,
  reassignmentUnknown: rank,
  reassignmentConfirmed: span,
  reassignmentStale: rank,
  lineTypeUnknown: rank,
  nonFixedVoip: rank,
  quarantine: span,
})

const ownNames = that(
  (value) =>
    isRecord(value) &&
    Object.keys(value).length <= MOST_OWN &&
    Object.keys(value).every((name) => OWN_NAME.test(name) && !IDENTIFIER_TYPES.includes(name)),
  'invalid_name',
)

// A pattern is read again here, for one that is not safe must not come in by another door.
const ownIdentifiers: Shape = (value, path) => [
  ...ownNames(value, path),
  ...keyed(that(isOwnIdentifier, 'invalid_identifier'))(value, path),
]

/** The form of a compiled policy. */
export const compiledShape: Shape = object(
  {
    countersign: oneOf([1]),
    name: someText,
    version: whole(0, 1_000_000_000),
    digest: that((value) => typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)),
    packs: texts,
    classes: list(dataClass),
    actions: list(action),
    stepUp: texts,
    routes: list(route, 1),
    redact: object(Object.fromEntries(AUDIENCES.map((name) => [name, audience]))),
    risk,
    issuers: list(object({ issuer: someText, acr: keyed(rank), amr: keyed(rank) })),
    channels: list(object({ scheme: someText, grade: whole(0, 2), session: flag })),
    refuses: list(object({ kind: someText, rule: someText })),
    regions: texts,
  },
  { allow: list(someText, 1), identifiers: ownIdentifiers },
)
