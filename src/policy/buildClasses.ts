import {
  ageOf,
  channelNameOf,
  type DataClass,
  type Requirement,
  type Rule,
  type RungRule,
} from '../decide/index.js'
import { GIVEN_RUNGS, isRungAtLeast, sorted } from '../model/index.js'
import { type ClassDocument, type PolicyDocument, schemesOf } from './document.js'
import { otherChannels } from './opposites.js'
import { packsOf } from './ownPacks/readPack.js'
import { byId, type Pack, type PackClassRule } from './packs/index.js'
import { asList, readRequirement, sourcesOf } from './readRequirement.js'
import { buildRungRepresentatives } from './representatives.js'
import { CLASS_KINDS } from './vocabulary.js'

/**
 * Builds the data classes, each rung with the policy's own requirement and every pack's, least
 * sensitive first.
 *
 * They are built twice. The order comes of a policy without the business's own packs, because
 * fields that no class names belong to the most sensitive class: a pack which makes one class
 * stricter could else draw those fields out of a class that guards them better. Shipped packs are
 * part of the order.
 */
export function buildClasses(document: PolicyDocument): readonly DataClass[] {
  const packs = packsOf(document)
  const schemes = schemesOf(document)
  /** The same documents under some packs; `sensitivity` is set below, once the order is known. */
  const build = (around: ClassSurroundings): readonly DataClass[] =>
    Object.entries(document.classes).map(([name, one]) => buildClass(name, one, around))
  const order = build({ packs: packs.filter(({ isOwn }) => isOwn !== true), schemes })
    .toSorted(bySensitivity)
    .map(({ name }) => name)
  return build({ packs, schemes })
    .map((dataClass) => ({ ...dataClass, sensitivity: order.indexOf(dataClass.name) }))
    .sort((a, b) => a.sensitivity - b.sensitivity)
}

/**
 * Gives what packs may know a class or an action by: its name and its kinds, each once. A class
 * called `phi` is of the kind `phi` without saying so.
 */
export const kindsOf = (name: string, kind: string | readonly string[] | undefined) => [
  ...new Set([name, ...asList(kind)]),
]

/**
 * Tells whether a rule for these kinds speaks of something known by those: one kind in common is
 * enough. `*` is no kind here, see `isAbout`.
 */
export const speaksOf = (rule: readonly string[], known: readonly string[]): boolean =>
  rule.some((kind) => known.includes(kind))

/** What a class is built with besides its own lines. */
interface ClassSurroundings {
  /** The packs that the policy names, shipped ones and its own. */
  readonly packs: readonly Pack[]
  /** The schemes of channels that the document declares, which a ceiling may name as well. */
  readonly schemes: readonly string[]
}

/**
 * Builds one class. Packs whose rule requires nothing that could be met close it: they are named in
 * `refusedBy`, so that a reader of the policy sees which of them did.
 */
function buildClass(
  name: string,
  document: ClassDocument,
  { packs, schemes }: ClassSurroundings,
): DataClass {
  const known = kindsOf(name, document.kind)
  const rules = packs.flatMap((pack) => pack.classes).filter((rule) => isAbout(rule, known))
  const deliver = buildDelivery(`class.${name}`, document, known, packs)
  const training = packs
    .flatMap((pack) => pack.training)
    .filter(({ kinds }) => speaksOf(kinds, known))
    .map(({ skill }) => skill)
  const kinds = sorted(asList(document.kind))
  // A rule of a pack without `requires` gives its rungs to nobody, whatever is proved.
  const refusedBy = rules.filter(({ requires }) => requires === undefined).map(({ id }) => id)
  return {
    name,
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(refusedBy.length === 0 ? {} : { refusedBy }),
    fields: sorted(document.fields ?? []),
    sensitivity: 0,
    rungs: GIVEN_RUNGS.flatMap((rung) =>
      buildRung({ name, rung, open: openTo(rung, document, schemes) }, document, rules),
    ),
    ...(deliver === undefined ? {} : { deliver }),
    agent: sorted([...asList(document.agent), ...training]),
  }
}

/** A rung of a class, and the channels that its ceilings leave open to it; `undefined` for all. */
interface RungOfClass {
  readonly name: string
  /** The rung: `confirm`, `masked` or `full`. */
  readonly rung: RungRule['rung']
  /** The channels that ceilings leave open to the rung; `undefined` for all of them. */
  readonly open: readonly string[] | undefined
}

/**
 * Gives the channels whose ceiling is not below a rung; `undefined` where no ceiling is, so that a
 * policy without any reads as it was written.
 *
 * A ceiling names what is closed, and a requirement names what is open: `sms: { at_most: masked }`
 * becomes, for `full`, all channels but `sms`. A channel that is not known is among none of them,
 * so it stays closed.
 */
function openTo(
  rung: RungRule['rung'],
  { channels = {} }: ClassDocument,
  schemes: readonly string[],
): readonly string[] | undefined {
  const closed = Object.entries(channels).flatMap(([word, { at_most }]) =>
    isRungAtLeast(at_most, rung) ? [] : [channelNameOf(word)],
  )
  if (closed.length === 0) return undefined
  return otherChannels(closed, schemes)
}

/**
 * Joins what a rung says itself of channels with what the ceilings leave: both have to allow a
 * channel. `channels: [sms, whatsapp]` under a ceiling on `sms` -> `[whatsapp]`.
 */
function onChannels(requirement: Requirement, open: readonly string[] | undefined): Requirement {
  if (open === undefined) return requirement
  const channels = (requirement.channels ?? open).filter((word) => open.includes(word))
  return { ...requirement, channels: [...channels].sort() }
}

/**
 * Builds one rung of a class, with what every pack asks of it; none where it is not written, or can
 * never be given.
 *
 * The first requirement of the rule is the policy's own, the others are of packs: `printRule` and
 * the comparison with a base count on that place.
 */
function buildRung(
  { name, rung, open }: RungOfClass,
  document: ClassDocument,
  rules: readonly PackClassRule[],
): readonly RungRule[] {
  const word = document[rung]
  if (word === undefined) return []
  // A rule from `masked` upwards speaks of `masked` and `full`, and not of what is only confirmed.
  const speaking = rules.filter(({ from }) => isRungAtLeast(rung, from))
  if (speaking.some(({ requires }) => requires === undefined)) return []
  const own = onChannels(readRequirement(word, true), open)
  // A rung that no channel is open to is never given, and an empty list would read as one
  // that asks nothing.
  if (own.channels?.length === 0) return []
  return [
    {
      rung,
      id: `class.${name}.${rung}`,
      requires: [own, ...requiredBy(speaking)],
      sources: mergeSources(sourcesOf(word), speaking),
      ...buildRungRepresentatives(document, rung),
    },
  ]
}

/**
 * Builds what a delivery to the address on file takes; none where the document offers none. No
 * level of reading is asked: whoever reads the conversation sees nothing of what is sent.
 */
export function buildDelivery(
  id: string,
  { deliver_to_record: word }: Pick<ClassDocument, 'deliver_to_record'>,
  known: readonly string[],
  packs: readonly Pack[],
): Rule | undefined {
  if (word === undefined) return undefined
  const speaking = packs
    .flatMap((pack) => pack.delivery)
    .filter(({ kinds }) => speaksOf(kinds, known))
    .sort(byId)
  return {
    id: `${id}.deliver_to_record`,
    requires: [readRequirement(word, false), ...requiredBy(speaking)],
    sources: mergeSources(sourcesOf(word), speaking),
  }
}

/**
 * Gives what rules of packs require, each under its rule's name, so that a reason can name the
 * regulation. A rule that requires nothing stands for "never" and adds no requirement; its caller
 * closes what it is about.
 */
export const requiredBy = (
  rules: readonly { readonly id: string; readonly requires?: Requirement }[],
): readonly Requirement[] =>
  rules.flatMap(({ id, requires }) => (requires === undefined ? [] : { rule: id, ...requires }))

/**
 * Puts the citations of the document first, then each pack rule's under its name, each once:
 * `hipaa.phi.confirm: 45 CFR 164.312(d): …`.
 */
export const mergeSources = (
  own: readonly string[],
  rules: readonly { readonly id: string; readonly sources: readonly string[] }[],
): readonly string[] => [
  ...new Set([
    ...own,
    ...rules.flatMap(({ id, sources }) => sources.map((source) => `${id}: ${source}`)),
  ]),
]

/**
 * Tells whether a pack's rule speaks of a class. A rule for every kind (`*`) spares those
 * that it excepts; one that names kinds is about these alone.
 */
const isAbout = (rule: PackClassRule, known: readonly string[]): boolean =>
  (rule.kinds.includes('*') && !isExcepted(rule.except ?? [], known)) || speaksOf(rule.kinds, known)

/**
 * The kinds that some pack regulates. Any other kind is a word of the author's own, and
 * changes nothing here.
 */
const REGULATED: readonly string[] = CLASS_KINDS

/**
 * Tells whether a rule spares a class. A class that is of another regulated kind as well is
 * not spared: data of two kinds is as guarded as each of them.
 */
const isExcepted = (except: readonly string[], known: readonly string[]): boolean =>
  speaksOf(except, known) &&
  known.every((kind) => except.includes(kind) || !REGULATED.includes(kind))

/**
 * Orders classes by how hard they are to open, rung by rung from the top; a rung that is never
 * given is the hardest. Where two are alike, their names decide, so that the order is the same on
 * every machine.
 *
 * Of two classes that differ in `full` the lower rungs are not looked at.
 */
function bySensitivity(a: DataClass, b: DataClass): number {
  for (const rung of GIVEN_RUNGS.toReversed()) {
    const difference = hardness(a, rung) - hardness(b, rung)
    // Two rungs that are never given are equally hard, and so no difference.
    if (difference !== 0 && !Number.isNaN(difference)) return difference
  }
  return a.name < b.name ? -1 : 1
}

/**
 * Says in one number how hard a rung is to open: by levels first, then by how fresh the proof has
 * to be, in seconds. The age adds at most one, and a level counts for two, so no age outweighs a
 * level.
 */
function hardness(dataClass: DataClass, rung: RungRule['rung']): number {
  const rule = dataClass.rungs.find((found) => found.rung === rung)
  if (rule === undefined) return NEVER_GIVEN
  const write = Math.max(...rule.requires.map((requirement) => requirement.write))
  const read = Math.max(...rule.requires.map((requirement) => requirement.read))
  const maxAge = Math.min(
    ...rule.requires.map((requirement) => ageOf(requirement) ?? Number.MAX_SAFE_INTEGER),
  )
  return (write + read) * 2 + 1 / (1 + maxAge / 1_000)
}

/**
 * More than levels and ages can add up to: two levels of 4, doubled, and at most one for the age,
 * make 17.
 */
const NEVER_GIVEN = 100
