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
  async run(args, context) {
    const page = await playgroundPage({}, context)
    return page.ok
      ? saveOutput(context, args, 'output', page.value)
      : refuse(context, 'playground', page.issues)
  },
}
