import type { Command } from '../command.js'
import { outputOption, saveOutput } from '../files/saveOutput.js'
import { playgroundPage } from '../playgroundPage.js'
import { refuse } from '../refuse.js'

/**
 * `countersign playground`: a page with an editor, which proves and tests a policy as one
 * types. It is one file that loads nothing, so no policy leaves the machine.
 */
export const playground: Command = {
  name: 'playground',
  usage: 'playground [-o FILE.html]',
  summary: 'Writes a page in which you edit a policy, and see its proofs and tests at once.',
  example: 'playground -o playground.html',
  takes: {
    least: 0,
    most: 0,
    otherwise: 'playground takes no policy; `report --edit` opens one',
  },
  options: {
    output: outputOption('the page'),
  },
  async run(args, world) {
    const page = await playgroundPage({}, world)
    return page.ok
      ? saveOutput(world, args, 'output', page.value)
      : refuse(world, 'playground', page.issues)
  },
}
