import { type Command, TAKES } from '../command.js'
import { outputOption, saveOutput } from '../files/saveOutput.js'
import { loadPolicy } from '../loadPolicy.js'
import { inputName } from '../readInput.js'
import { refuse } from '../refuse.js'

/**
 * `countersign compile`: a compiled policy is plain data, so what runs it needs neither
 * YAML nor zod, and starts faster.
 */
export const compile: Command = {
  name: 'compile',
  usage: 'compile P [-o FILE.json]',
  summary: 'Compiles a policy to plain JSON, which Functions load quickly.',
  example: 'compile policy.yaml -o policy.json',
  takes: TAKES.policy,
  options: {
    output: outputOption('it'),
  },
  async run(args, context) {
    const [file = ''] = args.positionals
    const policy = await loadPolicy(context, file)
    if (!policy.ok) return refuse(context, inputName(file), policy.issues)
    return saveOutput(context, args, 'output', `${JSON.stringify(policy.value)}\n`)
  },
}
