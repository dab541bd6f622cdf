import { type Finding, lintPolicy } from '../../analysis/lintPolicy.js'
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
  summary: 'Checks policies: mistakes, and what is dead, shadowed or out of reach.',
  options: { json: { type: 'boolean' } },
  async run(args, world) {
    if (args.positionals.length === 0) return refuseUsage(world, this.usage, 'name a policy')
    const json = isSet(args, 'json')
    return eachDocument(world, args.positionals, (loaded) => lintOne(world, loaded, json))
  },
}

async function lintOne(world: World, loaded: LoadedDocument, json: boolean): Promise<ExitCode> {
  const { file, policy, parsed } = loaded
  const found = lintPolicy(openSpace(policy))
  if (!found.ok) return refuse(world, file, found.issues)
  const placed = found.value.map((finding) => ({ ...finding, ...parsed.locate(finding.path) }))
  if (json) await writeJson(world.stdout, { policy: policy.name, findings: placed })
  else for (const one of placed) await write(world.stdout, describe(world, file, one))
  return placed.length === 0 ? EXIT.yes : EXIT.no
}

const describe = (
  world: World,
  file: string,
  { code, word, line, column }: Finding & { readonly line?: number; readonly column?: number },
): string =>
  `${file}:${line ?? 1}:${column ?? 1}: ${paint(world, 'bad', code.replaceAll('_', ' '))} \`${word}\`\n`
