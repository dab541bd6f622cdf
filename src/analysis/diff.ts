import { type CompiledPolicy, rankOfAnswer, rankOfOpenness } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import { type Decision, levelOf, ok, type Rank, type Result } from '../model/index.js'
import { compareText, type NotCompared, type TextChange } from './compareText.js'
import { aboutOf, answerIn } from './differ.js'
import type { Situation } from './engagementOf.js'
import { describeState } from './invariants.js'
import { offersOf } from './offers.js'
import { actionOf, ask } from './space/ask.js'
import { enumerate, type State } from './space/enumerate.js'
import { openPair, openSpace } from './space/openSpace.js'
import type { View } from './space/view.js'
import { witnessOf } from './space/witness.js'
import { type Split, splitsOf, textSuspects } from './splits.js'
import { changesOf, type Suspect, suspectsOf } from './suspects.js'

/** How a change bears on those it concerns. */
export type Change = 'stricter' | 'looser' | 'rerouted'

/** Engagements that a new policy decides otherwise, all in the same way, in terms that people can read. */
export interface Region {
  readonly about: 'class' | 'action' | 'route'
  readonly name: string
  readonly change: Change
  readonly before: string
  readonly after: string
  readonly channels: readonly string[]
  /** Lowest and highest write and read trust at which it is so. */
  readonly write: readonly [Rank, Rank]
  readonly read: readonly [Rank, Rank]
  /** How many states are in it. */
  readonly states: number
  /** A smallest engagement of it. */
  readonly example: Situation
}

/** What a new policy decides otherwise than an old one, over every state of the two. */
export interface PolicyDiff {
  readonly regions: readonly Region[]
  /** Everything else that decides something and is said otherwise: fields, redaction, notices, trust and the rest. */
  readonly changes: readonly TextChange[]
  /** What could not be compared: while there is any, nothing may be called unchanged. */
  readonly notCompared: readonly NotCompared[]
  readonly states: number
  /** Whether anything at all is given more freely. */
  readonly looser: boolean
}

/**
 * Compares two policies by what they decide, looser regions first: exactly by what they disclose, allow and route, and on
 * one engagement of every kind by what they offer instead of an action.
 */
export function diff(before: CompiledPolicy, after: CompiledPolicy): Result<PolicyDiff> {
  const space = openPair(openSpace(before), after)
  const regions: Region[] = []
  let states = 0
  for (const suspect of suspectsOf(before, after)) {
    if (suspect.about === 'trust') continue
    const found = regionsOf(space, suspect)
    if (!found.ok) return found
    regions.push(...found.value.regions)
    states += found.value.states
  }
  for (const name of offeredOf(before, after)) {
    const offers = offersOf(space, name)
    if (!offers.ok) return offers
    states += offers.value.states
    for (const group of offers.value.groups) {
      const region = regionOf(space.policies, { about: 'action', name }, group)
      if (region !== null) regions.push(region)
    }
  }
  regions.sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change))
  const text = compareText(before, after)
  const notCompared = [...text.notCompared, ...notShown(before, after, regions)]
  const looser =
    regions.some(({ change }) => change === 'looser') ||
    text.changes.some(({ change }) => change !== 'stricter')
  return ok({ regions, changes: text.changes, notCompared, states, looser })
}

/**
 * Names what may be decided otherwise and was not shown: no law of trust rules it out, and no engagement was found for it.
 */
function notShown(
  before: CompiledPolicy,
  after: CompiledPolicy,
  regions: readonly Region[],
): readonly NotCompared[] {
  return textSuspects(before, after).flatMap((suspect): readonly NotCompared[] => {
    const { about, name } = suspect
    const shown = regions.filter((region) => region.about === about && region.name === name)
    const isShown = (split: Split): boolean =>
      about === 'class'
        ? shown.some((one) => one.before === split.before && one.after === split.after)
        : shown.length > 0
    const open = splitsOf(before, after, suspect).filter((split) => !isShown(split))
    return open.map(({ before: one, after: other, state }) => ({
      about: about === 'route' ? 'routes' : `${about} ${name}`,
      why:
        state === null
          ? 'there is more to tell apart than is looked at'
          : `${one} → ${other} is not ruled out (${describeState(state)})`,
    }))
  })
}

// Lists the actions for which something else may be offered where they are not allowed. Whatever is offered is proved
// anew, so that how old a proof may be makes no difference to it.
function offeredOf(before: CompiledPolicy, after: CompiledPolicy): readonly string[] {
  const { methods, trust, actions } = changesOf(before, after)
  if (methods || trust) return before.actions.map(({ name }) => name)
  const textOf = (policy: CompiledPolicy, name: string): string => {
    const action = actionOf(policy, name)
    const parts = action?.requires.map(({ maxAge: _, ...rest }) => rest)
    return JSON.stringify([parts, action?.denied, action?.deliver?.requires])
  }
  return actions.filter((name) => textOf(before, name) !== textOf(after, name))
}

const ORDER: readonly Change[] = ['looser', 'stricter', 'rerouted']

type Space = ReturnType<typeof openPair>

function regionsOf(
  { policies, universe }: Space,
  suspect: Suspect,
): Result<{ readonly regions: readonly Region[]; readonly states: number }> {
  const scope = ask(policies, universe, aboutOf(policies, suspect))
  if (!scope.ok) return scope
  const found = enumerate(universe, {
    ...scope.value,
    channels: null,
    answer: (views) => {
      const [old, next] = policies.map((policy, at) =>
        answerIn(policy, universe.sideOf[at] ?? 0, views, suspect),
      )
      if (old === next) return ALIKE
      const [view] = views
      return JSON.stringify([old, next, view?.channel, view?.write, view?.read])
    },
  })
  if (!found.ok) return found
  const groups = new Map<string, State[]>()
  for (const state of found.value.states) {
    if (state.answer === ALIKE) continue
    const [old, next]: readonly unknown[] = JSON.parse(state.answer)
    const key = JSON.stringify([old, next])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [state])
    else group.push(state)
  }
  const regions = [...groups.values()].flatMap((states) => {
    const region = regionOf(policies, suspect, states)
    return region === null ? [] : [region]
  })
  return ok({ regions, states: found.value.views })
}

const ALIKE = 'alike'

function regionOf(
  policies: readonly CompiledPolicy[],
  { about, name }: Suspect,
  states: readonly State[],
): Region | null {
  const smallest = [...states].sort((a, b) => a.size - b.size)[0]
  const [before, after] = policies
  if (smallest === undefined || before === undefined || after === undefined) return null
  if (about !== 'class' && about !== 'action' && about !== 'route') return null
  const example = witnessOf(smallest, policies)
  const [old, next] = [before, after].map((policy) =>
    evaluate(policy, example.engagement, example.at),
  )
  if (old === undefined || next === undefined) return null
  const ranks = (of: (view: View) => Rank): readonly [Rank, Rank] => {
    const all = states.flatMap(({ views }) => views.slice(0, 1).map(of)).sort((a, b) => a - b)
    return [all[0] ?? 0, all.at(-1) ?? 0]
  }
  return {
    about,
    name,
    change: changeOf(about, name, old, next),
    before: said(about, name, old),
    after: said(about, name, next),
    channels: [...new Set(states.map(({ views }) => views[0]?.channel ?? ''))].sort(),
    write: ranks(({ write }) => write),
    read: ranks(({ read }) => read),
    states: states.length,
    example,
  }
}

const said = (
  about: Region['about'],
  name: string,
  { disclosure, actions, route }: Decision,
): string =>
  about === 'class'
    ? (disclosure[name] ?? 'none')
    : about === 'action'
      ? (actions[name] ?? 'deny')
      : `${route.id} (${route.queue}, ${route.priority})`

function changeOf(about: Region['about'], name: string, old: Decision, next: Decision): Change {
  if (about === 'route') return 'rerouted'
  const isMore =
    about === 'class'
      ? rankOfOpenness(next.disclosure[name] ?? 'none') >
        rankOfOpenness(old.disclosure[name] ?? 'none')
      : rankOfAnswer(next.actions[name] ?? 'deny') > rankOfAnswer(old.actions[name] ?? 'deny')
  return isMore ? 'looser' : 'stricter'
}

/** Tells whether nothing that either policy decides is decided otherwise by the other. */
export const isUnchanged = ({ regions, changes, notCompared }: PolicyDiff): boolean =>
  regions.length === 0 && changes.length === 0 && notCompared.length === 0

/** Tells whether a comparison holds a change of a sort; what may be either counts as stricter and as looser. */
export const hasChange = (
  { regions, changes }: Pick<PolicyDiff, 'regions' | 'changes'>,
  sort: string,
): boolean =>
  sort === 'any'
    ? regions.length + changes.length > 0
    : regions.some(({ change }) => change === sort) ||
      changes.some(({ change }) => change === sort || (change === 'changed' && sort !== 'rerouted'))

/** Prints a comparison as Markdown, for a pull request. */
export function printDiff(compared: PolicyDiff): string {
  const { regions, changes, notCompared } = compared
  if (isUnchanged(compared)) return `No decision changes${describeExtent(compared)}.\n`
  return [
    ...(regions.length === 0 ? [] : [printRegions(regions)]),
    ...(changes.length === 0 ? [] : [printChanges(changes)]),
    ...notCompared.map(({ about, why }) => `Not compared: ${about}, because ${why}.\n`),
  ].join('\n')
}

/** Says what was compared where nothing differs: no number of states is said where none was looked at. */
export const describeExtent = ({ states }: Pick<PolicyDiff, 'states'>): string =>
  states === 0 ? ': both say the same of everything that decides' : ` over ${states} states`

const printChanges = (changes: readonly TextChange[]): string =>
  [
    '| change | what | of | from → to |',
    '| --- | --- | --- | --- |',
    ...changes.map(
      ({ change, about, name, before, after }) =>
        `| ${change} | ${about.replace('_', ' ')} | ${cell(name)} | ${cell(before)} → ${cell(after)} |`,
    ),
    '',
  ].join('\n')

const cell = (text: string): string => text.replaceAll('|', '\\|')

function printRegions(regions: readonly Region[]): string {
  const rows = regions.map(
    ({ name, change, before, after, channels, write, read, states: count }) =>
      `| ${change} | ${name} | ${before} → ${after} | ${spanOf(write)} | ${spanOf(read)} | ${channels.join(', ')} | ${count} |`,
  )
  return [
    '| change | of | from → to | write trust | read trust | channels | states |',
    '| --- | --- | --- | --- | --- | --- | --: |',
    ...rows,
    '',
  ].join('\n')
}

/** Says a span of trust in words. */
export const spanOf = ([low, high]: readonly [Rank, Rank]): string =>
  low === high ? levelOf(low) : `${levelOf(low)} to ${levelOf(high)}`
