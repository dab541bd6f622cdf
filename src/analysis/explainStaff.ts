import {
  type BreakGlassRule,
  breakGlassSettings,
  type CompiledPolicy,
  counterSettings,
} from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import {
  type BreakGlass,
  type Decision,
  isRecord,
  MINUTE,
  printDuration,
  printInstant,
  toAgent,
} from '../model/index.js'
import { sayCounter } from './compareStaff.js'
import type { Situation } from './engagementOf.js'

/**
 * What became of it that somebody broke the glass, or what it would take. `asked` and not `open` is
 * an agent who saw nothing more, and `refused` says why.
 */
export interface GlassExplanation {
  readonly asked: boolean
  readonly open: boolean
  /** Who, why, with whom, until when and what they see; absent where it is not open. */
  readonly opened?: Decision['breakGlass']
  /** Who is told. Records keep it as well, every time that the glass is open. */
  readonly told: readonly string[]
  /** Why it is not open, though somebody asked. */
  readonly refused: readonly string[]
  /** What it takes, by the lines of the policy. */
  readonly takes: Readonly<Record<string, string>>
  /** The nearest change after which it is open, or closed where it is. */
  readonly flip?: string
}

/** Says what a policy counts, by its own words, also where it leaves them out: what holds then holds all the same. */
export const explainCounters = ({
  counters = {},
}: Pick<CompiledPolicy, 'counters'>): Readonly<Record<string, string>> => {
  const said: Readonly<Record<string, number | undefined>> = counters
  return Object.fromEntries(
    Object.entries(counterSettings).map(([name, { word, form, standard }]) => {
      return [word, sayCounter(form, said[name] ?? standard)]
    }),
  )
}

/** Lists the words of the counters that somebody asks about: those that the policy sets, and those of what counted here. */
export const countersTold = (
  { counters = {} }: Pick<CompiledPolicy, 'counters'>,
  reasons: Decision['reasons'],
): readonly string[] =>
  Object.entries<{ readonly word: string; readonly signal?: string }>(counterSettings).flatMap(
    ([name, { word, signal }]) =>
      Object.hasOwn(counters, name) || reasons.some(({ code }) => code === signal) ? [word] : [],
  )

/**
 * Explains a broken glass; `undefined` under a policy that knows none.
 *
 * With `isSearched` the nearest change is looked for as well, which takes at most 31 decisions.
 */
export function explainGlass(
  policy: CompiledPolicy,
  situation: Situation,
  { breakGlass, notices, reasons }: Decision,
  isSearched: boolean,
): GlassExplanation | undefined {
  const { breakGlass: rule } = policy
  if (rule === undefined) return undefined
  const { engagement } = situation
  const asked = isRecord(engagement) && engagement.breakGlass != null
  const flip = isSearched ? glassFlip(policy, rule, situation, breakGlass !== undefined) : undefined
  return {
    asked,
    open: breakGlass !== undefined,
    ...(breakGlass !== undefined && { opened: breakGlass }),
    told: notices.flatMap(({ action, to }) => (action === 'break_glass' ? [to] : [])),
    refused:
      asked && breakGlass === undefined ? reasons.filter(isOfGlass).map(({ code }) => code) : [],
    takes: takenBy(rule),
    ...(flip !== undefined && { flip }),
  }
}

/**
 * Says every line of the `break_glass` block, as the policy has it, by the table that its reader
 * uses.
 */
const takenBy = (rule: BreakGlassRule): Readonly<Record<string, string>> => {
  const said: Readonly<Record<string, number | readonly string[] | undefined>> = rule
  return Object.fromEntries(
    Object.entries(breakGlassSettings).map(([name, { word }]) => {
      const value = said[name] ?? []
      return [word, typeof value === 'number' ? printDuration(value) : value.join(', ')]
    }),
  )
}

/**
 * Tells whether a reason is about the broken glass. What is wrong with it stands at what it says,
 * or at who asks.
 */
const isOfGlass = ({ code, at = '' }: Decision['reasons'][number]): boolean =>
  code.startsWith('break_glass') || code === 'second_person_missing' || at.startsWith('/breakGlass')

/**
 * One thing that may be otherwise about a broken glass, in words, and what it changes in the
 * engagement.
 */
interface GlassChange {
  readonly change: string
  readonly with: {
    readonly agent?: { roles: readonly string[] }
    readonly glass?: Partial<BreakGlass>
  }
}

/**
 * Finds the fewest things that have to be otherwise for it to be open, each set of them tried by a
 * decision of its own. `undefined` where even all five together do not open it.
 */
function glassFlip(
  policy: CompiledPolicy,
  rule: BreakGlassRule,
  { engagement, at }: Situation,
  isOpen: boolean,
): string | undefined {
  if (isOpen) return 'without /breakGlass, or once it ends'
  const agent = toAgent(engagement.agent) ?? { roles: [] }
  const worker = agent.worker ?? A_WORKER
  const changes: readonly GlassChange[] = [
    {
      change: `for the reason ${rule.reasons[0]}`,
      with: { glass: { reason: rule.reasons[0] ?? '' } },
    },
    {
      change: `by an agent of the role ${rule.roles[0]}`,
      with: { agent: { roles: [...agent.roles, ...rule.roles.slice(0, 1)] } },
    },
    { change: 'asked for by the agent who sees it', with: { glass: { requestedBy: worker } } },
    {
      change: `approved by another person of the role ${rule.second[0]}`,
      with: { glass: { approvedBy: { worker: ANOTHER, roles: rule.second.slice(0, 1) } } },
    },
    {
      change: 'approved now',
      with: { glass: { at: printInstant(at - MINUTE) ?? '', until: undefined } },
    },
  ]
  return setsOf(changes)
    .find((set) => {
      const glass = Object.assign(
        {},
        engagement.breakGlass,
        ...set.map((one) => one.with.glass ?? {}),
      )
      const roles =
        set.find((one) => one.with.agent !== undefined)?.with.agent?.roles ?? agent.roles
      const changed = { ...engagement, agent: { worker, roles }, breakGlass: glass }
      return evaluate(policy, changed, at).breakGlass !== undefined
    })
    ?.map(({ change }) => change)
    .join('; ')
}

// Names of nobody: whoever is asked stands in for any worker of that role.
const A_WORKER = 'WK-asks'
const ANOTHER = 'WK-approves'

/**
 * Lists every set of some things, the smallest first.
 *
 * Of five things there are 31 sets.
 */
const setsOf = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items
    .reduce<readonly (readonly Item[])[]>(
      (sets, item) => sets.concat(sets.map((set) => [...set, item])),
      [[]],
    )
    .slice(1)
    .toSorted((one, other) => one.length - other.length)
