import { GIVEN_RUNGS, RELATIONS, RUNGS } from '../../src/model/index.js'
import {
  ACTION_KINDS,
  type ActionDocument,
  CLASS_KINDS,
  type ClassDocument,
  type LevelWord,
  type PolicyDocument,
  type RequirementDocument,
  type RouteDocument,
} from '../../src/policy/index.js'
import type { Choose } from '../trust/evidenceWorld.js'
import { makeSurroundings, STEP_UP } from './surroundings.js'
import {
  ACTION_NAMES,
  CLASS_NAMES,
  LEVELS,
  makeCondition,
  makeOpposed,
  makeParts,
  makeRequest,
  maybe,
  type Names,
  pick,
  ROLES,
  some,
} from './words.js'

const requirement = (choose: Choose, names: Names): RequirementDocument => ({
  write: pick(choose, LEVELS),
  read: pick(choose, ['anonymous', ...LEVELS]),
  ...makeParts(choose, names),
})

/**
 * Makes the rungs of a class. A ladder rises, or the document would not compile: levels are sorted, what is asked from
 * some rung on is asked of all above it, and the last asks the most.
 */
function ladder(
  choose: Choose,
  names: Names,
): Partial<Record<(typeof GIVEN_RUNGS)[number], RequirementDocument>> {
  const rungs = some(choose, GIVEN_RUNGS)
  const sorted = (): readonly number[] => rungs.map(() => 1 + choose(4)).sort()
  const [writes, reads] = [sorted(), sorted()]
  const from = choose(rungs.length + 1)
  const asked = choose(3) === 0 ? makeParts(choose, names) : {}
  const more = makeParts(choose, names)
  return Object.fromEntries(
    rungs.map((rung, at) => [
      rung,
      {
        write: rank(writes[at]),
        read: rank(reads[at]),
        ...(at === rungs.length - 1 && more),
        ...(at >= from && asked),
      },
    ]),
  )
}

const rank = (word: number | undefined): LevelWord =>
  word === 1 || word === 2 || word === 3 ? word : 4

const relations = (choose: Choose) => some(choose, RELATIONS)
const surely = (choose: Choose) => pick(choose, ['verified', 'strong'] as const)

// Nobody who acts for another is given a rung that the class has not.
function representativesOf(
  choose: Choose,
  names: Names,
  rungs: ReturnType<typeof ladder>,
): Pick<ClassDocument, 'representative'> {
  const [rung] = GIVEN_RUNGS.filter((one) => rungs[one] !== undefined).slice(choose(2))
  if (rung === undefined || choose(2) === 0) return {}
  const block = {
    [rung]: { write: surely(choose), read: pick(choose, LEVELS), ...makeParts(choose, names) },
    as: relations(choose),
  }
  const second = { [rung]: surely(choose), as: relations(choose) }
  return { representative: choose(2) === 0 ? block : [block, second] }
}

/** Makes a class: its rungs, and what has to be so for it as a whole. */
function makeClass(choose: Choose, names: Names, name: string): ClassDocument {
  const rungs = ladder(choose, names)
  return {
    fields: [`${name}.*`, ...some(choose, ['shared.id', 'a.*.b'], 0)],
    ...maybe(choose, 6, () => ({ kind: pick(choose, CLASS_KINDS) })),
    ...maybe(choose, 5, () => ({ agent: 'trained' })),
    ...maybe(choose, 8, () => ({ when: makeRequest(choose, names) })),
    ...maybe(choose, 8, () => ({ unless: makeOpposed(choose, names) })),
    ...maybe(choose, 12, () => ({ from: pick(choose, MOMENTS) })),
    ...maybe(choose, 12, () => ({ until: pick(choose, MOMENTS) })),
    ...maybe(choose, 5, () => ({ channels: ceiling(choose) })),
    ...maybe(choose, 4, () => ({
      deliver_to_record: pick(choose, [surely(choose), requirement(choose, names)]),
    })),
    ...rungs,
    ...representativesOf(choose, names, rungs),
  }
}

const ceiling = (choose: Choose) => ({
  [pick(choose, ['sms', 'whatsapp', 'email', 'kiosk'])]: {
    at_most: pick(choose, RUNGS.slice(0, -1)),
  },
})

// Moments beside the one at which everything is decided.
const MOMENTS = ['2026-11-22T10:00:00Z', '2026-11-22T09:00:00Z', '2026-11-22T10:30:00Z'] as const

const makeAction = (choose: Choose, names: Names): ActionDocument | LevelWord =>
  choose(12) === 0
    ? surely(choose)
    : {
        ...requirement(choose, names),
        ...maybe(choose, 6, () => ({ kind: pick(choose, ACTION_KINDS) })),
        ...maybe(choose, 4, () => ({ notify: some(choose, ['app', 'old_address']) })),
        ...maybe(choose, 4, () => ({
          deliver_to_record: pick(choose, [pick(choose, LEVELS), requirement(choose, names)]),
        })),
        ...maybe(choose, 3, () => ({
          representative: {
            ...requirement(choose, names),
            write: surely(choose),
            as: relations(choose),
          },
        })),
        ...maybe(choose, 8, () => ({ denied: true })),
      }

/** Makes the routes of a policy, of any atom that there is; the last is for whoever is left. */
const makeRoutes = (choose: Choose, names: Names): readonly RouteDocument[] => [
  ...Array.from({ length: choose(4) }, (_, at) => ({
    id: `r${at}`,
    when: makeCondition(choose, names),
    ...maybe(choose, 8, () => ({ from: pick(choose, MOMENTS) })),
    ...maybe(choose, 8, () => ({ until: pick(choose, MOMENTS) })),
    queue: pick(choose, ['care', 'desk', 'fraud']),
    priority: choose(3),
    ...maybe(choose, 5, () => ({ skills: skills(choose, names) })),
    ...maybe(choose, 8, () => ({ known_worker: '30s' })),
    ...maybe(choose, 8, () => ({
      timeout: '2m',
      overflow: pick(choose, ['late', { queue: 'late', priority: 1 }]),
      ...maybe(choose, 2, () => ({ skip_if: 'nobody_available' as const })),
    })),
  })),
  { id: 'rest', queue: 'front' },
]

const skills = (choose: Choose, { hasFacts }: Names) => [
  'polite',
  ...(hasFacts && choose(2) === 0 ? [{ fact: 'age_band' }] : []),
]

/** Makes a policy document. Not every one compiles. */
export function makePolicy(choose: Choose): PolicyDocument {
  const names: Names = {
    classes: CLASS_NAMES.slice(0, 1 + choose(3)),
    actions: ACTION_NAMES.slice(0, choose(4)),
    roles: choose(3) === 0 ? ROLES : [],
    hasFacts: choose(2) === 0,
  }
  const around = makeSurroundings(choose, names)
  const offered = some(choose, STEP_UP, 0)
  const document: PolicyDocument = {
    policy: 'any-policy',
    version: 1,
    classes: Object.fromEntries(
      names.classes.map((name) => [name, makeClass(choose, names, name)] as const),
    ),
    actions: Object.fromEntries(
      names.actions.map((name) => [name, makeAction(choose, names)] as const),
    ),
    stepUp: [
      ...offered,
      ...Object.keys(around.methods ?? {}),
      ...(choose(2) === 0 ? Object.keys(around.knowledge ?? {}) : []),
    ],
    routes: makeRoutes(choose, names),
    ...around,
  }
  // A day without a zone would be a guess, and does not compile.
  return document.zone === undefined && /"\d{4}-\d\d-\d\d"/.test(JSON.stringify(document))
    ? { ...document, zone: 'Europe/Berlin' }
    : document
}
