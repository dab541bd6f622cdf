import { isOwnIdentifier, MOST_OWN, OWN_NAME } from '../identifiers/index.js'
import {
  AUDIENCES,
  GIVEN_RUNGS,
  isRecord,
  LONGEST_WAIT,
  REDACTION_ACTIONS,
  RELATIONS,
} from '../model/index.js'
import { counterSettings, riskSettings } from '../trust/index.js'
import { breakGlassSettings } from './breakGlass/settings.js'
import { conditionAtoms } from './condition/atoms.js'
import { isDigest } from './digest.js'
import { factValue, isCurrency, rank, shapesOf, span, threshold } from './formShapes.js'
import { IDENTIFIER_TYPES } from './identifierTypes.js'
import { requirementParts } from './requirement/parts.js'
import {
  flag,
  keyed,
  list,
  object,
  oneOf,
  type ShapeCheck,
  someText,
  that,
  whole,
} from './shapes.js'
import { SHAPE_VERSIONS } from './shapeVersions.js'

const texts = list(someText)

/**
 * A requirement: two levels, and the parts of the table. It is read with the same tables of parts
 * and atoms that decide, so that a new part has a shape at once.
 */
const requirement = object(
  { write: rank, read: rank },
  { rule: someText, ...shapesOf(requirementParts) },
)

// A rule that takes nothing would open to everyone.
const rule = { id: someText, requires: list(requirement, 1), sources: texts }

// Whoever may act for another has to be named by a relation, and asked for something: at least one of each.
const representatives = list(
  object({ as: list(oneOf(RELATIONS), 1), requires: list(requirement, 1) }),
  1,
)

/** A class. One without rungs is one that is never given. */
const dataClass = object(
  {
    name: someText,
    fields: texts,
    sensitivity: whole(0, 1_000),
    rungs: list(object({ rung: oneOf(GIVEN_RUNGS), ...rule }, { representatives })),
    agent: texts,
  },
  { kinds: texts, refusedBy: texts, deliver: object(rule) },
)

/** An action, which may be denied to everybody and still be delivered. */
const action = object(
  { name: someText, ...rule, notify: texts, denied: flag },
  { kinds: texts, deliver: object(rule), representatives },
)

// A route may ask of every atom; what a requirement may ask is narrower, and `shapesOf` knows it.
const condition = object({}, shapesOf(conditionAtoms))

/** The highest priority of a route. */
export const HIGHEST_PRIORITY = 100
const priority = whole(0, HIGHEST_PRIORITY)

/**
 * A route. Times are whole seconds, as TaskRouter counts them; priorities are small whole numbers.
 */
const route = object(
  { id: someText, when: condition, queue: someText, priority, skills: texts },
  {
    unknownSkills: list(someText, 1),
    knownWorker: whole(1, LONGEST_WAIT),
    timeout: whole(1, LONGEST_WAIT),
    skipIf: oneOf(['nobody_available']),
    overflow: object({ queue: someText, priority }),
  },
)

// What may be done to a value, for a kind of identifier as for a class.
const shown = oneOf(REDACTION_ACTIONS)

/** What one audience is shown: by default, by kind of identifier, and by class. */
const audience = object({ default: shown, identifiers: keyed(shown), classes: keyed(shown) })

/**
 * Every setting of the table has to be there: the compiler writes each, and a missing one would be
 * read as no cap at all.
 */
const risk = object(
  Object.fromEntries(
    Object.entries(riskSettings).map(([name, { form }]) => [name, form === 'level' ? rank : span]),
  ),
)

// A name of the library's own would be read as its own kind, so none may be taken; and there is an end to them.
const ownNames = that(
  (value) =>
    isRecord(value) &&
    Object.keys(value).length <= MOST_OWN &&
    Object.keys(value).every((name) => OWN_NAME.test(name) && !IDENTIFIER_TYPES.includes(name)),
  'invalid_name',
)

// A pattern is read again here, for one that is not safe must not come in by another door.
const ownIdentifiers: ShapeCheck = (value, path) => [
  ...ownNames(value, path),
  ...keyed(that(isOwnIdentifier, 'invalid_identifier'))(value, path),
]

// Thresholds are decimal text, written shortest: two that are equal are then the same text.
const facts = keyed(
  object({}, { values: list(factValue, 1), upTo: list(threshold, 1), currency: that(isCurrency) }),
)

/** More tries than that are a search, and no slip of the memory. */
export const MOST_ATTEMPTS = 10

// What somebody knows is never worth more than 2.
const knowledge = list(
  object({
    name: someText,
    asks: list(someText, 1),
    grade: whole(1, 2),
    attempts: whole(1, MOST_ATTEMPTS),
    within: span,
  }),
  1,
)

const { notice, ...needed } = shapesOf(breakGlassSettings)

// Whom it is told to may be left out; every other line has to be there, for a glass without limits opens everything.
const breakGlass = object(needed, notice === undefined ? {} : { notice })

// Each line may be left out, and then the standard of the table holds.
const counters = object(
  {},
  Object.fromEntries(
    Object.entries(counterSettings).map(([name, { most }]) => [name, whole(1, most)]),
  ),
)

const digest = that(isDigest)

/** The last version that a policy may have. */
export const LAST_VERSION = 1_000_000_000

/**
 * The form of a compiled policy: every member that decides something is checked, and one that is
 * not known is refused, because an older runtime would silently decide without it. Each shape gives
 * the issues of a value, so that a policy which was changed by hand is refused with the place.
 */
export const compiledShape: ShapeCheck = object(
  {
    countersign: oneOf(SHAPE_VERSIONS),
    name: someText,
    version: whole(0, LAST_VERSION),
    digest,
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
  {
    allow: list(someText, 1),
    identifiers: ownIdentifiers,
    facts,
    knowledge,
    zone: someText,
    roles: list(someText, 1),
    breakGlass,
    counters,
    methods: list(
      object({ name: someText, issuer: someText }, { acr: someText, amr: list(someText, 1) }),
      1,
    ),
    parts: list(object({ name: someText, digest }), 1),
  },
)
