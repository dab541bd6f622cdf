import { fail, type Issue, isRecord, ok, type Result } from '../model/index.js'
import { holdsForEver, isAlways } from './checkWorkflow.js'
import { compareWorkflows } from './compareWorkflows.js'
import { FILTER_PREFIX } from './compileWorkflow.js'
import { needsMore } from './needsMore.js'
import { firstMember, readJsonValue } from './readJsonValue.js'
import { LARGEST_WORKFLOW, readWorkflow } from './readWorkflow.js'
import type { Filter, Workflow, WorkflowConfiguration } from './workflow.js'

/** An existing workflow with the compiled filters merged in. */
export interface MergedWorkflow {
  /** The configuration to send, whole. */
  readonly configuration: Readonly<Record<string, unknown>>
  /** Friendly names of compiled filters that are new. */
  readonly added: readonly string[]
  /** Friendly names of compiled filters that were there before, replaced by what the policy says now. */
  readonly replaced: readonly string[]
  /** Friendly names of filters of this library's that the policy no longer has. */
  readonly removed: readonly string[]
  /** How many filters of others' were kept, every member as it was. */
  readonly kept: number
  /** Friendly names of filters of others' that stay before the compiled ones, in their order. */
  readonly first: readonly string[]
  /** What goes elsewhere than before because of the merge; empty where nothing of others' does. */
  readonly changes: readonly MergeChange[]
  /** Expressions of others' that could not be read; their filters are kept as they are. */
  readonly unreadable: readonly Issue[]
}

/**
 * Something that goes elsewhere than before: tasks of a filter that matches more narrowly than the compiled ones but
 * stands behind them (`overtaken`), tasks without a decision that meet others' filters in another order (`reordered`, or
 * `may_be_reordered` where not every task could be tried), or decided tasks that a filter kept first takes for good
 * (`never_reached`).
 */
export interface MergeChange {
  readonly code: 'overtaken' | 'reordered' | 'may_be_reordered' | 'never_reached'
  /** The friendly name of the filter of others'; empty for `reordered` and `may_be_reordered`. */
  readonly filter: string
}

/**
 * Merges compiled filters into an existing workflow. Filters that you or others wrote stay as they
 * are, in their order, and so does the `default_filter`, if there is one. Filters that this library
 * wrote before are replaced.
 *
 * Some filters match only tasks with an attribute that no new task has, such as filters for
 * transfers to a worker or a queue. They stay before the compiled ones, if they come before all
 * other filters; the compiled ones come before the rest. `keepFirst` names other filters to put
 * first. `changes` lists every task that goes to another place because of the merge.
 */
export function mergeWorkflow(
  existing: unknown,
  compiled: WorkflowConfiguration,
  options: { readonly keepFirst?: readonly string[] } = {},
): Result<MergedWorkflow> {
  const read = readWorkflow(existing)
  if (!read.ok) return read
  const document = configurationOf(existing)
  const routing =
    document === null ? null : (firstMember(document, 'task_routing', 'taskRouting') ?? document)
  if (!isRecord(routing)) return fail('not_an_object', '/task_routing')
  const filters = firstMember(routing, 'filters') ?? []
  if (!Array.isArray(filters)) return fail('not_a_list', '/task_routing/filters')
  const names = filters.map(nameOf)
  const missing = (options.keepFirst ?? []).find((name) => !names.includes(name))
  if (missing !== undefined) return { ok: false, issues: [unknownFilter(missing, names)] }
  const others = filters.flatMap((source: unknown, index): readonly KeptFilter[] => {
    const filter = read.value.filters[index]
    const name = nameOf(source)
    return filter === undefined || name.startsWith(FILTER_PREFIX) ? [] : [{ source, name, filter }]
  })
  const order = placeFilters(others, options.keepFirst)
  const ours = compiled.task_routing.filters
  const merged = {
    ...routing,
    filters: [...order.first.map(sourceOf), ...ours, ...order.rest.map(sourceOf)],
  }
  const configuration = { ...(document === routing ? {} : document), task_routing: merged }
  if (JSON.stringify(configuration).length > LARGEST_WORKFLOW) return fail('too_large')
  const before = names.filter((name) => name.startsWith(FILTER_PREFIX))
  const after = ours.map((filter) => filter.filter_friendly_name)
  return ok({
    configuration,
    added: after.filter((name) => !before.includes(name)),
    replaced: after.filter((name) => before.includes(name)),
    removed: before.filter((name) => !after.includes(name)),
    kept: others.length,
    first: order.first.map(({ name }) => name),
    changes: changesOf(read.value, others, order),
    unreadable: read.value.unreadable,
  })
}

/** A filter of somebody else's, as it stands in the file and as it was read. */
interface KeptFilter {
  /** As it stands in the file. */
  readonly source: unknown
  /** Its friendly name; empty for none. */
  readonly name: string
  /** As it was read. */
  readonly filter: Filter
}

/** Others' filters before and behind the compiled ones. */
interface FilterOrder {
  /** Before the compiled ones. */
  readonly first: readonly KeptFilter[]
  /** Behind them. */
  readonly rest: readonly KeptFilter[]
}

/** Gives a filter as it stands in the file, so that no member of it is lost. */
const sourceOf = ({ source }: KeptFilter): unknown => source

/** Puts others' filters before or behind the compiled ones. */
function placeFilters(
  others: readonly KeptFilter[],
  keepFirst: readonly string[] | undefined,
): FilterOrder {
  if (keepFirst !== undefined && keepFirst.length > 0) {
    const isFirst = ({ name }: KeptFilter): boolean => keepFirst.includes(name)
    return {
      first: others.filter(isFirst),
      rest: others.filter((one) => !isFirst(one)),
    }
  }
  const broad = others.findIndex(({ filter }) => !needsMore(filter.expression))
  const cut = broad < 0 ? others.length : broad
  return { first: others.slice(0, cut), rest: others.slice(cut) }
}

/** Finds what goes elsewhere than before. */
function changesOf(
  { defaultFilter }: Workflow,
  others: readonly KeptFilter[],
  { first, rest }: FilterOrder,
): readonly MergeChange[] {
  const overtaken = rest
    .filter(({ filter }) => needsMore(filter.expression))
    .map(({ name }) => ({ code: 'overtaken', filter: name }) as const)
  const blocking = first
    .filter(({ filter }) => isAlways(filter.expression) && filter.targets.some(holdsForEver))
    .map(({ name }) => ({ code: 'never_reached', filter: name }) as const)
  return [...overtaken, ...blocking, ...findReordered(others, [...first, ...rest], defaultFilter)]
}

/**
 * Finds whether tasks without a decision go elsewhere. They meet none of the compiled
 * filters, so only the order of the others counts.
 */
function findReordered(
  before: readonly KeptFilter[],
  after: readonly KeptFilter[],
  defaultFilter: Workflow['defaultFilter'],
): readonly MergeChange[] {
  if (before.every((one, index) => one === after[index])) return []
  const workflowOf = (kept: readonly KeptFilter[]): Workflow => ({
    filters: kept.map(({ filter }) => filter),
    defaultFilter,
    unreadable: [],
  })
  const { equal, exact } = compareWorkflows(workflowOf(before), workflowOf(after))
  if (!equal) return [{ code: 'reordered', filter: '' }]
  return exact ? [] : [{ code: 'may_be_reordered', filter: '' }]
}

/** Gives the configuration. The API's resource carries it as text of its own. */
function configurationOf(existing: unknown): Readonly<Record<string, unknown>> | null {
  const document = readJsonValue(existing, LARGEST_WORKFLOW)
  if (!isRecord(document)) return null
  const configuration = firstMember(document, 'configuration')
  return configuration === undefined ? document : configurationOf(configuration)
}

const nameOf = (filter: unknown): string => {
  const name = isRecord(filter)
    ? firstMember(filter, 'filter_friendly_name', 'friendly_name', 'friendlyName')
    : undefined
  return typeof name === 'string' ? name : ''
}

/** Says that no filter has a name, with those that there are. */
const unknownFilter = (name: string, names: readonly string[]) => ({
  code: 'unknown_filter',
  path: '/task_routing/filters',
  word: name,
  allowed: names.filter((one) => one !== ''),
})
