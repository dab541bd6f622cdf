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
  summary: 'Writes a page to edit policies in, which proves and tests them as one types.',
  example: 'playground -o playground.html',
  options: {
    output: outputOption('the page'),
  },
  async run(args, world) {
    if (args.positionals.length > 0)
      return refuseUsage(world, this, 'name no policy: `report --edit` opens one')
    const page = await playgroundPage({}, world)
    return page.ok
      ? saveOutput(world, args, 'output', page.value)
      : refuse(world, 'playground', page.issues)
  },
}
