import { writeFile } from 'node:fs/promises'
import { type Command, EXIT, optionOf } from '../command.js'
import { loadPolicy } from '../loadPolicy.js'
import { nameOf } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { writeJson } from '../write.js'

/** `countersign compile`: a compiled policy is plain data, to ship without YAML or zod at run time. */
export const compile: Command = {
  name: 'compile',
  usage: 'compile P [-o FILE.json]',
  summary: 'Compiles a policy to plain JSON.',
  options: { output: { type: 'string', short: 'o' } },
  async run(args, world) {
    const [file, ...others] = args.positionals
    if (file === undefined || others.length > 0)
      return refuseUsage(world, this.usage, 'name one policy')
    const policy = await loadPolicy(world, file)
    if (!policy.ok) return refuse(world, nameOf(file), policy.issues)
    const target = optionOf(args, 'output')
    if (target === undefined) {
      await writeJson(world.stdout, policy.value)
      return EXIT.yes
    }
    try {
      await writeFile(target, `${JSON.stringify(policy.value)}\n`)
    } catch {
      return refuse(world, target, [{ code: 'unwritable_file', path: '' }])
    }
    return EXIT.yes
  },
}
