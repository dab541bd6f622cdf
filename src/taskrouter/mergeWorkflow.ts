import { isRecord } from '../model/record.js'
import { fail, ok, type Result } from '../model/result.js'
import { FILTER_PREFIX } from './compileWorkflow.js'
import { member, readJson } from './readJson.js'
import { LARGEST_WORKFLOW, readWorkflow } from './readWorkflow.js'
import type { WorkflowConfiguration } from './workflow.js'

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
}

/**
 * Merges compiled filters into an existing workflow, which is never overwritten: filters of others' stay as they are,
 * in their order, and so does the `default_filter`, be it there or not. Filters this library wrote before are replaced.
 *
 * The compiled filters come first, so that nothing takes a decided task before them, but after the filters named in
 * `keepFirst`, such as those that serve transfers.
 */
export function mergeWorkflow(
  existing: unknown,
  compiled: WorkflowConfiguration,
  options: { readonly keepFirst?: readonly string[] } = {},
): Result<MergedWorkflow> {
  const read = readWorkflow(existing)
  if (!read.ok) return read
  const document = unwrap(existing)
  const routing = document === null ? null : (member(document, 'task_routing') ?? document)
  if (!isRecord(routing)) return fail('not_an_object', '/task_routing')
  const filters = member(routing, 'filters') ?? []
  if (!Array.isArray(filters)) return fail('not_a_list', '/task_routing/filters')
  const names = filters.map(nameOf)
  const missing = (options.keepFirst ?? []).find((name) => !names.includes(name))
  if (missing !== undefined) return { ok: false, issues: [unknownFilter(missing, names)] }
  const others = filters.filter((filter) => !nameOf(filter).startsWith(FILTER_PREFIX))
  const isFirst = (filter: unknown): boolean => options.keepFirst?.includes(nameOf(filter)) ?? false
  const ours = compiled.task_routing.filters
  const merged = {
    ...routing,
    filters: [...others.filter(isFirst), ...ours, ...others.filter((filter) => !isFirst(filter))],
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
  })
}

// The API's resource carries the configuration as text of its own.
function unwrap(existing: unknown): Readonly<Record<string, unknown>> | null {
  const document = readJson(existing, LARGEST_WORKFLOW)
  if (!isRecord(document)) return null
  const configuration = member(document, 'configuration')
  return configuration === undefined ? document : unwrap(configuration)
}

const nameOf = (filter: unknown): string => {
  const name = isRecord(filter)
    ? member(filter, 'filter_friendly_name', 'friendly_name', 'friendlyName')
    : undefined
  return typeof name === 'string' ? name : ''
}

const unknownFilter = (name: string, names: readonly string[]) => ({
  code: 'unknown_filter',
  path: '/task_routing/filters',
  word: name,
  allowed: names.filter((one) => one !== ''),
})
