import { type Command, EXIT, isSet } from '../command.js'
import { writeProject } from '../files/writeProject.js'
import { projectFiles } from '../init/projectFiles.js'
import { refuse, refuseUsage } from '../refuse.js'
import { writeJsonLine } from '../write.js'

/**
 * `countersign init`: a Twilio Functions project with policy, functions, Studio flow and
 * tests of its own. It is a copy of the example that this package is tested with.
 */
export const init: Command = {
  name: 'init',
  usage: 'init DIR [--force]',
  summary: 'Writes a whole Twilio Functions project into a folder.',
  example: 'init my-functions',
  takes: { least: 1, most: 1, otherwise: 'name one folder, which init makes' },
  options: { force: { type: 'boolean', summary: 'Overwrite files that exist already.' } },
  async run(args, context) {
    const [folder = ''] = args.positionals
    // As a variable that is not set gives it.
    if (folder === '') return refuseUsage(context, this, this.takes.otherwise)
    const files = projectFiles()
    if (!files.ok) return refuse(context, 'template', files.issues)
    const written = await writeProject(folder, files.value, isSet(args, 'force'))
    if (!written.ok) {
      // The hint is of use only where files are in the way, and not where the disk is full.
      if (written.issues.some(({ code }) => code === 'existing_file'))
        context.stderr.write('nothing was written; --force overwrites files that exist already\n')
      return refuse(context, folder, written.issues)
    }
    // On stderr, because stdout is the list of files for programs.
    context.stderr.write(`${written.value.length} files. Next: npm install, npm test, README.md\n`)
    await writeJsonLine(context.stdout, { folder, files: written.value })
    return EXIT.yes
  },
}
