import type { Command } from '../command.js'
import { outputOption, saveOutput } from '../files/saveOutput.js'
import { playgroundPage } from '../playgroundPage.js'
import { refuse, refuseUsage } from '../refuse.js'

/**
 * `countersign playground`: a page with an editor, which proves and tests a policy as one
 * types. It is one file that loads nothing, so no policy leaves the machine.
 */
export const playground: Command = {
  name: 'playground',
  usage: 'playground [-o FILE.html]',
  summary: 'Writes a page in which you edit a policy, and see its proofs and tests at once.',
  example: 'playground -o playground.html',
  options: {
    output: outputOption('the page'),
  },
  async run(args, world) {
    if (args.positionals.length > 0)
      return refuseUsage(world, this, 'playground takes no policy; `report --edit` opens one')
    const page = await playgroundPage({}, world)
    return page.ok
      ? saveOutput(world, args, 'output', page.value)
      : refuse(world, 'playground', page.issues)
  },
}
