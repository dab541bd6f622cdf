import { lintAllowed } from '../../analysis/lintAllowed.js'
import { lintConditions, type RedundantCondition } from '../../analysis/lintConditions.js'
import { lintIssuers } from '../../analysis/lintIssuers.js'
import { type Finding, lintPolicy } from '../../analysis/lintPolicy.js'
import { lintTests, type UnreadRow } from '../../analysis/lintTests.js'
import { type EndlessWait, lintWaiting } from '../../analysis/lintWaiting.js'
import { openSpace } from '../../analysis/space/openSpace.js'
import { type Command, EXIT, type ExitCode, isSet, type World } from '../command.js'
import { eachDocument } from '../eachDocument.js'
import type { LoadedDocument } from '../loadDocument.js'
import { refuse, refuseUsage } from '../refuse.js'
import { paint } from '../table.js'
import { write, writeJson } from '../write.js'

/** `countersign lint`: whether policies compile, and what in them no engagement ever makes use of. */
export const lint: Command = {
  name: 'lint',
  usage: 'lint P … [--json]',
  summary: 'Checks policies: mistakes, and what is dead, shadowed, redundant or out of reach.',
  example: 'lint policy.yaml',
  options: { json: { type: 'boolean', summary: 'Print JSON.' } },
  async run(args, world) {
    if (args.positionals.length === 0) return refuseUsage(world, this, 'name a policy')
    const json = isSet(args, 'json')
    return eachDocument(world, args.positionals, (loaded) => lintOne(world, loaded, json))
  },
}

async function lintOne(world: World, loaded: LoadedDocument, json: boolean): Promise<ExitCode> {
  const { file, policy, parsed } = loaded
  const found = lintPolicy(openSpace(policy))
  if (!found.ok) return refuse(world, file, found.issues)
  const redundant = lintConditions(parsed.document)
  if (!redundant.ok) return refuse(world, file, redundant.issues)
  const idle = [...lintIssuers(parsed.document), ...lintAllowed(parsed.document)]
  const tests = lintTests(
    policy,
    parsed.tests.map(({ statement }) => statement),
  )
  const placed = [
    ...found.value,
    ...tests,
    ...lintWaiting(policy),
    ...idle,
    ...redundant.value,
  ].map((finding) => ({
    ...finding,
    ...parsed.locate(finding.path),
  }))
  if (json) await writeJson(world.stdout, { policy: policy.name, findings: placed })
  else for (const one of placed) await write(world.stdout, describe(world, file, one))
  // To let a task wait is a choice that a business may make; the rest are mistakes.
  const isMistake = ({ code }: Placed): boolean => code !== 'route_may_wait_for_ever'
  return placed.some(isMistake) ? EXIT.no : EXIT.yes
}

type Placed = (Finding | UnreadRow | EndlessWait | RedundantCondition) & {
  readonly line?: number
  readonly column?: number
}

function describe(world: World, file: string, finding: Placed): string {
  const { code, word, line = 1, column = 1 } = finding
  const what = paint(world, 'bad', code.replaceAll('_', ' '))
  const advice = adviceOf(finding)
  return `${file}:${line}:${column}: ${what} \`${word}\`${advice}\n`
}

function adviceOf(finding: Placed): string {
  if ('reason' in finding) {
    const meant =
      finding.suggestion === undefined ? '' : `, did you mean \`${finding.suggestion}\`?`
    return `: ${finding.reason.replaceAll('_', ' ')}${meant}`
  }
  if ('remove' in finding) return `, delete \`${finding.remove}\``
  return finding.code === 'route_may_wait_for_ever'
    ? ', give it a `timeout` and the queue of its `overflow`'
    : ''
}
