import { type Command, EXIT, type ExitCode } from '../command.js'
import { loadPolicy } from '../loadPolicy.js'
import { nameOf } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'

/** `countersign lint`: whether policies compile, and all that is wrong with those that do not. */
export const lint: Command = {
  name: 'lint',
  usage: 'lint P …',
  summary: 'Checks policies.',
  options: {},
  async run(args, world) {
    if (args.positionals.length === 0) return refuseUsage(world, this.usage, 'name a policy')
    let exit: ExitCode = EXIT.yes
    for (const file of args.positionals) {
      const policy = await loadPolicy(world, file)
      if (!policy.ok) exit = refuse(world, nameOf(file), policy.issues)
    }
    return exit
  },
}
