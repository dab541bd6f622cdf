import type { CompiledPolicy, DataClass } from '../decide/index.js'
import { AUDIENCES, type Audience, REDACTION_ACTIONS, sorted } from '../model/index.js'
import { emitRules } from '../redaction/index.js'
import { isLooserBy, RISK_SETTING_NAMES, riskSettings } from '../trust/index.js'
import { compareFields } from './compareFields.js'
import { compareIdentifiers } from './compareIdentifiers.js'
import { compareCounters, compareStaff } from './compareStaff.js'
import { compareWaiting } from './compareWaiting.js'
import {
  type Bearing,
  changeOfText,
  compareOrdered,
  compareSets,
  type TextChange,
  wordsOf,
} from './textChange.js'
import {
  issuersOf,
  knowledgeOf,
  ownMethodsOf,
  type TrustTable,
  tableOfChannels,
} from './trustTables.js'

/**
 * What a comparison could not finish, and why. As long as there is any, the two policies must not
 * be called equal.
 */
export interface NotCompared {
  /** What could not be compared, in words of the policy. */
  readonly about: string
  /** Why not, as a code. */
  readonly why: string
}

/**
 * Compares everything two compiled policies say that decides anything, but for what is disclosed,
 * allowed and routed, which `splits.ts` compares by states.
 *
 * Each change says how it bears: `stricter` where nothing can be given more freely for it, `looser`
 * where something can, `changed` where it may be either. Where that is not certain it is never
 * `stricter`, as `diff` calls a policy looser by everything that is not.
 */
export function compareText(
  before: CompiledPolicy,
  after: CompiledPolicy,
): { readonly changes: readonly TextChange[]; readonly notCompared: readonly NotCompared[] } {
  const fields = compareFields(before, after)
  const changes = [
    ...(fields ?? []).map(({ path, before: old, after: next }): TextChange => {
      return {
        about: 'field',
        name: path,
        change: bearingOfClasses(old, next, before, after),
        before: wordsOf(old, 'no class'),
        after: wordsOf(next, 'no class'),
      }
    }),
    ...compareNamed(before, after),
    ...compareRedaction(before, after),
    ...compareIdentifiers(before, after).flatMap(({ name, bearing, old, next }) =>
      changeOfText('identifier', name, bearing, [old, next]),
    ),
    ...compareTrust(before, after),
    ...compareLists(before, after),
  ]
  const notCompared =
    fields === null
      ? [
          {
            about: 'fields',
            why: 'the field patterns of the two policies overlap in too many ways',
          },
        ]
      : []
  return { changes, notCompared }
}

/**
 * Where several classes hold a field the strictest of them decides: one more only ever withholds more.
 *
 * A field without a class is withheld from everybody.
 */
function bearingOfClasses(
  old: readonly string[],
  next: readonly string[],
  before: CompiledPolicy,
  after: CompiledPolicy,
): Bearing {
  if (next.length === 0) return 'stricter'
  if (old.length === 0) return 'looser'
  if (old.every((name) => next.includes(name))) return 'stricter'
  const isNever = ({ classes }: CompiledPolicy, names: readonly string[]): boolean =>
    classes.some((one) => names.includes(one.name) && isShut(one))
  // A class that is never opened withholds the field for good, whatever else holds it.
  if (isNever(after, next)) return isNever(before, old) ? 'changed' : 'stricter'
  return 'looser'
}

// What only one of them has is reported by `namesOnOneSide`.
const inBoth = <Named extends { readonly name: string }>(
  some: readonly Named[],
  others: readonly Named[],
): readonly (readonly [Named, Named])[] =>
  some.flatMap((one) => {
    const other = others.find(({ name }) => name === one.name)
    return other === undefined ? [] : [[one, other] as const]
  })

// Fields are compared by what they hold, and rungs by states; here is the rest of what a name says.
function compareNamed(before: CompiledPolicy, after: CompiledPolicy): readonly TextChange[] {
  return [
    ...namesOnOneSide('class', before.classes, after.classes),
    ...namesOnOneSide('action', before.actions, after.actions),
    ...inBoth(before.classes, after.classes).flatMap(([old, next]) => [
      ...compareSets('kind', old.name, [old.kinds ?? [], next.kinds ?? []], 'changed'),
      ...compareSets('agent', old.name, [old.agent, next.agent], 'stricter'),
    ]),
    ...inBoth(before.actions, after.actions).flatMap(([old, next]) => [
      ...compareSets('kind', old.name, [old.kinds ?? [], next.kinds ?? []], 'changed'),
      ...compareSets('notice', old.name, [old.notify, next.notify], 'stricter'),
    ]),
    ...changeOfText('class', 'fields that no class names', 'changed', [
      mostSensitive(before),
      mostSensitive(after),
    ]),
    ...changeOfText('route', 'ids', 'changed', [idsOf(before), idsOf(after)]),
    ...compareWaiting(before, after),
  ]
}

/**
 * Tells classes and actions that only one policy has. What a new one opens is among the regions;
 * that it is there at all is said here, as it bears on fields and tests.
 *
 * One that is removed is stricter; one that is new is looser, unless it is never opened.
 */
const namesOnOneSide = (
  about: 'class' | 'action',
  some: CompiledPolicy['classes'] | CompiledPolicy['actions'],
  others: CompiledPolicy['classes'] | CompiledPolicy['actions'],
): readonly TextChange[] => {
  const missingIn = (from: typeof some, list: typeof some) =>
    from.filter(({ name }) => list.every((one) => one.name !== name))
  return [
    ...missingIn(some, others).flatMap(({ name }) =>
      changeOfText(about, name, 'stricter', ['declared', 'not declared']),
    ),
    ...missingIn(others, some).flatMap((one) =>
      changeOfText(about, one.name, isShut(one) ? 'stricter' : 'looser', [
        'not declared',
        'declared',
      ]),
    ),
  ]
}

const isShut = (one: CompiledPolicy['classes'][number] | CompiledPolicy['actions'][number]) =>
  'rungs' in one ? one.rungs.length === 0 : one.denied

/**
 * Names the most sensitive class. What no class names falls to it, so another one moves every such
 * field.
 */
const mostSensitive = ({ classes }: CompiledPolicy): string =>
  classes.reduce<DataClass | null>(
    (most, one) => (most === null || one.sensitivity > most.sensitivity ? one : most),
    null,
  )?.name ?? 'none'

/**
 * Lists the names of routes. Where a route leads is compared by what it decides; its name is
 * written into tasks, and reports count by it.
 */
const idsOf = ({ routes }: CompiledPolicy): string => wordsOf(sorted(routes.map(({ id }) => id)))

/**
 * Compares what each audience is shown of each identifier in text and of each class, from nothing
 * to all: see `REDACTION_ACTIONS`. An identifier that a policy does not name is shown as its
 * default says.
 */
function compareRedaction(before: CompiledPolicy, after: CompiledPolicy): readonly TextChange[] {
  return AUDIENCES.flatMap((audience) => {
    const [old, next] = [shownTo(audience, before), shownTo(audience, after)]
    const identifiers = sorted([...old.text.keys(), ...next.text.keys()])
    const classes = [...old.classes.keys()].filter((name) => next.classes.has(name))
    return [
      ...identifiers.flatMap((name) =>
        compareShown(
          `${audience} ${name}`,
          old.text.get(name) ?? old.text.get('default'),
          next.text.get(name) ?? next.text.get('default'),
        ),
      ),
      ...classes.flatMap((name) =>
        compareShown(`${audience} ${name}`, old.classes.get(name), next.classes.get(name)),
      ),
    ]
  })
}

// From what shows nothing to what shows all.
const ACTIONS: readonly string[] = REDACTION_ACTIONS

// Absent is `drop`: what no rule speaks of is not shown.
function compareShown(name: string, old = 'drop', next = 'drop'): readonly TextChange[] {
  const isLooser = ACTIONS.indexOf(next) > ACTIONS.indexOf(old)
  return changeOfText('redaction', name, isLooser ? 'looser' : 'stricter', [old, next])
}

/**
 * What an audience is shown where everything is disclosed that ever can be.
 *
 * A probe stands for the fields, as a rule for a class is only made where the class has some.
 */
function shownTo(audience: Audience, policy: CompiledPolicy) {
  const probed = {
    ...policy,
    classes: policy.classes.map((one) => ({ ...one, fields: ['probe'] })),
  }
  const all = Object.fromEntries(policy.classes.map(({ name }) => [name, 'full' as const]))
  const text = new Map<string, string>()
  const classes = new Map<string, string>()
  for (const rule of emitRules(probed, all)[audience]) {
    if (rule.target === 'text') text.set(rule.identifier, rule.action)
    else if (rule.class !== undefined) classes.set(rule.class, rule.action)
  }
  return { text, classes }
}

/**
 * Compares how evidence is read and weighed.
 *
 * A cap limits what a path is worth, and never which records are spoken of. A longer quarantine, a
 * refusal, or a login that no longer counts may end a contradiction between records, and so may
 * open something: `changed`.
 */
function compareTrust(before: CompiledPolicy, after: CompiledPolicy): readonly TextChange[] {
  return [
    ...RISK_SETTING_NAMES.flatMap((name) => compareRisk(name, before, after)),
    ...compareSets('refusal', 'refuses', [kindsIn(before), kindsIn(after)], 'changed'),
    ...compareTables('issuer', issuersOf(before), issuersOf(after)),
    ...compareTables('channel', tableOfChannels(before), tableOfChannels(after)),
    ...compareTables('knowledge', knowledgeOf(before), knowledgeOf(after)),
  ]
}

/**
 * Compares one setting of the `risk` block by its descriptor, which says which way is stricter and
 * whether stricter is all that it is.
 */
function compareRisk(
  name: keyof typeof riskSettings,
  before: CompiledPolicy,
  after: CompiledPolicy,
): readonly TextChange[] {
  const { word, tightening, isPlain } = riskSettings[name]
  const [one, other] = [before.risk[name], after.risk[name]]
  // Each setting says in its descriptor which way is safer; of those that are not plain, safer may
  // open something all the same (see above).
  const isLooser = isLooserBy(tightening, other, one)
  const bearing = isLooser ? 'looser' : isPlain ? 'stricter' : 'changed'
  return changeOfText('risk', word, bearing, [`${one}`, `${other}`])
}

// By kind, not by rule: a refusal that moves from a pack into the policy refuses the same.
const kindsIn = ({ refuses }: CompiledPolicy): readonly string[] => [
  ...new Set(refuses.map(({ kind }) => kind)),
]

/**
 * Compares two tables name by name. A number that rises or a truth that comes true gives more;
 * anything else may be either, as above.
 */
const compareTables = (
  about: TextChange['about'],
  old: TrustTable,
  next: TrustTable,
): readonly TextChange[] =>
  [...new Set([...old.keys(), ...next.keys()])].flatMap((name) => {
    const [one = 'none', other = 'none'] = [old.get(name), next.get(name)]
    // A grade that rises or a session that is granted gives more. Less may end a contradiction, so
    // it is not called stricter.
    const isMore = Number(other) > Number(one) || (one === 'false' && other === 'true')
    return changeOfText(about, name, isMore ? 'looser' : 'changed', [one, other])
  })

/**
 * The remaining lists by name, each with the direction in which a longer list changes the policy.
 */
const compareLists = (before: CompiledPolicy, after: CompiledPolicy): readonly TextChange[] => [
  ...compareOrdered('region', 'regions', [before.regions, after.regions], 'stricter'),
  ...compareStaff(before, after),
  ...compareCounters(before, after),
  ...compareSets('allow', 'allow', [before.allow ?? [], after.allow ?? []], 'looser'),
  ...compareOrdered('step_up', 'stepUp', [before.stepUp, after.stepUp], 'looser'),
  ...compareTables('step_up', ownMethodsOf(before), ownMethodsOf(after)),
]
