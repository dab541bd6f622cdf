// One file holds the whole page: editor, worker and examples, so that it opens from disk
// and asks nothing of a network.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '../model/index.js'
import { renderPlayground } from '../report/index.js'
import type { CommandContext } from './command.js'
import { exampleFolder } from './init/exampleFolder.js'
import { packScript, readScript, sha256 } from './readScript.js'

// They are bundled beside the program. The last two are for the report that the playground
// shows.
const SCRIPTS = ['playground.js', 'playgroundWorker.js', 'page.js', 'desk.js']

/**
 * Makes the playground's page: texts of one's own first, then the policies that ship with
 * this package. `missing_file` where a script is not there, as in a source tree that was
 * never built.
 */
export async function playgroundPage(
  own: Readonly<Record<string, string>>,
  context: CommandContext,
): Promise<Result<string>> {
  const [script, worker, page, desk] = await Promise.all(
    SCRIPTS.map((name) => readScript(name, context)),
  )
  if (script == null || worker == null || page == null || desk == null) return fail('missing_file')
  return ok(
    renderPlayground({
      sha256,
      script,
      worker: packScript(worker),
      page: packScript(page),
      desk: packScript(desk),
      sources: { ...own, ...(await readExamples()) },
    }),
  )
}

/**
 * Reads the shipped policies, by the names under which the page lists them, in the order of
 * their names.
 */
async function readExamples(): Promise<Readonly<Record<string, string>>> {
  const folder = exampleFolder('policies')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  const texts = files.map(
    async (file) => [`example: ${file}`, await readFile(join(folder, file), 'utf8')] as const,
  )
  return Object.fromEntries(await Promise.all(texts))
}
