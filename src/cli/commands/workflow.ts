import { ok, type Result } from '../../model/result.js'
import { toQueueExpressions, toWorkflow } from '../../taskrouter/compileWorkflow.js'
import { mergeWorkflow } from '../../taskrouter/mergeWorkflow.js'
import { LARGEST_WORKFLOW } from '../../taskrouter/readWorkflow.js'
import { readSids } from '../../taskrouter/sids.js'
import { type Command, EXIT, isSet, optionOf, type World } from '../command.js'
import { loadPolicy } from '../loadPolicy.js'
import { LARGEST_DOCUMENT, readJson } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { writeJson } from '../write.js'

/** `countersign workflow`: a policy's routes as a TaskRouter workflow, alone or merged into one that exists. */
export const workflow: Command = {
  name: 'workflow',
  usage: 'workflow --policy P (--sids S [--merge W [--keep-first NAME,…]] | --queues)',
  summary: 'Compiles routes to a TaskRouter workflow.',
  options: {
    policy: { type: 'string' },
    sids: { type: 'string' },
    merge: { type: 'string' },
    'keep-first': { type: 'string' },
    queues: { type: 'boolean' },
  },
  async run(args, world) {
    const [policyFile, sidsFile] = [optionOf(args, 'policy'), optionOf(args, 'sids')]
    if (policyFile === undefined) return refuseUsage(world, this.usage, '--policy is missing')
    if (args.positionals.length > 0) return refuseUsage(world, this.usage, 'name no file alone')
    const policy = await loadPolicy(world, policyFile)
    if (!policy.ok) return refuse(world, policyFile, policy.issues)
    if (isSet(args, 'queues')) {
      await writeJson(world.stdout, toQueueExpressions(policy.value))
      return EXIT.yes
    }
    if (sidsFile === undefined) return refuseUsage(world, this.usage, '--sids is missing')
    const map = await readJson(world, sidsFile, LARGEST_DOCUMENT)
    const sids = map.ok ? readSids(map.value) : map
    if (!sids.ok) return refuse(world, sidsFile, sids.issues)
    const compiled = toWorkflow(policy.value, sids.value)
    if (!compiled.ok) return refuse(world, sidsFile, compiled.issues)
    const existing = optionOf(args, 'merge')
    const keepFirst = optionOf(args, 'keep-first')?.split(',') ?? []
    const merged =
      existing === undefined
        ? ok(compiled.value)
        : await merge(world, existing, compiled.value, keepFirst)
    if (!merged.ok) return refuse(world, existing ?? sidsFile, merged.issues)
    await writeJson(world.stdout, merged.value)
    return EXIT.yes
  },
}

async function merge(
  world: World,
  file: string,
  compiled: Parameters<typeof mergeWorkflow>[1],
  keepFirst: readonly string[],
): Promise<Result<unknown>> {
  const existing = await readJson(world, file, LARGEST_WORKFLOW)
  if (!existing.ok) return existing
  const merged = mergeWorkflow(existing.value, compiled, { keepFirst })
  if (!merged.ok) return merged
  const { added, replaced, removed, kept, configuration } = merged.value
  const counts = [
    [added.length, 'added'],
    [replaced.length, 'replaced'],
    [removed.length, 'removed'],
    [kept, 'kept'],
  ]
  world.stderr.write(`filters: ${counts.map(([count, word]) => `${count} ${word}`).join(', ')}\n`)
  return ok(configuration)
}
