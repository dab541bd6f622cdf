import { describeIssue, failAll, type Issue, ok, type Result } from '../../model/index.js'
import {
  checkWorkflow,
  type Filter,
  findPlaceholders,
  LARGEST_WORKFLOW,
  listQueues,
  type MergeChange,
  mergeWorkflow,
  readSids,
  toQueueExpressions,
  toWorkflow,
} from '../../taskrouter/index.js'
import {
  type Command,
  type CommandContext,
  EXIT,
  type ExitCode,
  isSet,
  NO_POLICY,
  optionOf,
  TAKES,
} from '../command.js'
import { loadPolicy } from '../loadPolicy.js'
import { loadWorkflow } from '../loadWorkflow.js'
import { placeInJson } from '../placeInJson.js'
import { LARGEST_DOCUMENT, parseJsonInput, readJsonInput, readTextInput } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { SHARED_OPTIONS } from '../sharedOptions.js'
import { write, writeJsonLine } from '../write.js'

/**
 * `countersign workflow`: a policy's routes as a TaskRouter workflow, alone or merged into one that exists; or a check
 * of one that exists. Exit code 1 where a check finds something, or where a merge sends tasks elsewhere than before.
 */
export const workflow: Command = {
  name: 'workflow',
  usage:
    'workflow (--policy P (--sids S [--merge W [--keep-first NAME,…]] | --queues) | --check FILE)',
  summary: 'Makes a TaskRouter workflow from the routes of a policy, or checks a workflow.',
  example: 'workflow --policy policy.yaml --sids sids.json',
  // A second file beside `--check` would be taken for one that was checked.
  takes: TAKES.nothing,
  options: {
    policy: { type: 'string', value: 'P', summary: 'The policy file with the routes.' },
    sids: SHARED_OPTIONS.sids,
    merge: {
      type: 'string',
      value: 'W',
      summary: 'A workflow that you have. The routes are merged into it.',
    },
    'keep-first': {
      type: 'string',
      value: 'NAMES',
      summary: 'Names of its filters that stay before those of the policy, separated by commas.',
    },
    queues: { type: 'boolean', summary: 'Print the worker expression of each queue instead.' },
    check: { type: 'string', value: 'FILE', summary: 'Check this workflow.' },
  },
  async run(args, context) {
    const checked = optionOf(args, 'check')
    if (checked !== undefined) return checkExisting(context, checked)
    const [policyFile, sidsFile] = [optionOf(args, 'policy'), optionOf(args, 'sids')]
    if (policyFile === undefined) return refuseUsage(context, this, NO_POLICY)
    const policy = await loadPolicy(context, policyFile)
    if (!policy.ok) return refuse(context, policyFile, policy.issues)
    if (isSet(args, 'queues')) {
      await writeJsonLine(context.stdout, toQueueExpressions(policy.value))
      return EXIT.yes
    }
    if (sidsFile === undefined)
      return refuseUsage(
        context,
        this,
        '--sids is missing: name the file that `countersign sids` writes',
      )
    // Names become SIDs by this map, because TaskRouter knows queues by SID alone.
    const map = await readJsonInput(context, sidsFile, LARGEST_DOCUMENT)
    const sids = map.ok ? readSids(map.value) : map
    if (!sids.ok) return refuse(context, sidsFile, sids.issues)
    // A map that still holds the zeros of the example would send tasks nowhere.
    const blank = findPlaceholders(sids.value, listQueues(policy.value.routes))
    if (blank.length > 0) return refuse(context, sidsFile, blank)
    const compiled = toWorkflow(policy.value, sids.value)
    if (!compiled.ok) return refuse(context, sidsFile, compiled.issues)
    const existing = optionOf(args, 'merge')
    const keepFirst = optionOf(args, 'keep-first')?.split(',') ?? []
    const merged =
      existing === undefined
        ? ok({ configuration: compiled.value, exit: EXIT.yes })
        : await mergeExisting(context, existing, compiled.value, keepFirst)
    if (!merged.ok) return refuse(context, existing ?? sidsFile, merged.issues)
    await writeJsonLine(context.stdout, merged.value.configuration)
    return merged.value.exit
  },
}

/** Checks a workflow that exists: one line an issue, with the filter's name, and the counts last. */
async function checkExisting(context: CommandContext, file: string): Promise<ExitCode> {
  const loaded = await loadWorkflow(context, file)
  if (!loaded.ok) return refuse(context, file, loaded.issues)
  const { text, workflow } = loaded.value
  const found = checkWorkflow(workflow, { bytes: Buffer.byteLength(text) })
  // What could not be read comes first, and has its place already.
  const issues = [
    ...workflow.unreadable,
    ...placeInJson(text, found.slice(workflow.unreadable.length)),
  ]
  for (const issue of issues) {
    await write(
      context.stdout,
      `${describeIssue(file, issue)}${filterOf(issue, workflow.filters)}\n`,
    )
  }
  await write(
    context.stdout,
    `${file}: ${workflow.filters.length} filters, ${issues.length} issues\n`,
  )
  return issues.length === 0 ? EXIT.yes : EXIT.no
}

/**
 * Gives the name of the filter that an issue is about: in Twilio's console a filter goes by
 * its name, and only the API counts them.
 */
function filterOf({ path }: Issue, filters: readonly Filter[]): string {
  const [, index] = /\/filters\/(\d+)/.exec(path) ?? []
  const name = index === undefined ? '' : (filters[Number(index)]?.name ?? '')
  return name === '' ? '' : `, filter \`${name}\``
}

/** What each change that a merge makes means, as words for stderr. */
const CHANGES: Readonly<Record<MergeChange['code'], string>> = {
  overtaken:
    'now comes after the filters of the policy, which take its decided tasks; name it with --keep-first',
  reordered: 'tasks without a decision go elsewhere, because filters were put in another order',
  may_be_reordered:
    'tasks without a decision may go elsewhere, because filters were put in another order',
  never_reached: 'takes every task, so that no decided task reaches its route',
}

interface MergeResult {
  /** The configuration, as TaskRouter takes it. */
  readonly configuration: unknown
  /** 1 where tasks may go elsewhere than before, 0 where none does. */
  readonly exit: ExitCode
}

/**
 * Merges the policy's filters into a workflow that exists. What is not ours stays as it is; what changes for tasks that were
 * never decided is said on stderr, because TaskRouter takes the first filter that fits.
 */
async function mergeExisting(
  context: CommandContext,
  file: string,
  compiled: Parameters<typeof mergeWorkflow>[1],
  keepFirst: readonly string[],
): Promise<Result<MergeResult>> {
  const text = await readTextInput(context, file, LARGEST_WORKFLOW)
  if (!text.ok) return text
  const existing = parseJsonInput(text.value)
  if (!existing.ok) return existing
  const merged = mergeWorkflow(existing.value, compiled, { keepFirst })
  if (!merged.ok) return failAll(placeInJson(text.value, merged.issues))
  const { added, replaced, removed, kept, first, changes, unreadable, configuration } = merged.value
  const counts = [
    [added.length, 'added'],
    [replaced.length, 'replaced'],
    [removed.length, 'removed'],
    [kept, 'kept'],
  ]
  const before =
    first.length === 0 ? '' : ` (first: ${first.map((name) => `\`${name}\``).join(', ')})`
  context.stderr.write(
    `filters: ${counts.map(([count, word]) => `${count} ${word}`).join(', ')}${before}\n`,
  )
  for (const issue of placeInJson(text.value, unreadable)) {
    context.stderr.write(`${describeIssue(file, issue)}; kept as it is\n`)
  }
  for (const { code, filter } of changes) {
    context.stderr.write(`${filter === '' ? '' : `filter \`${filter}\` `}${CHANGES[code]}\n`)
  }
  return ok({ configuration, exit: changes.length === 0 ? EXIT.yes : EXIT.no })
}
