import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { deflateRawSync } from 'node:zlib'
import { diff } from '../../analysis/diff.js'
import { mutate } from '../../analysis/mutation/mutate.js'
import { ok } from '../../model/result.js'
import { renderReport } from '../../report/renderReport.js'
import { type Command, EXIT, isSet, optionOf } from '../command.js'
import { loadDocument } from '../loadDocument.js'
import { loadPolicy } from '../loadPolicy.js'
import { refuse, refuseUsage } from '../refuse.js'
import { write } from '../write.js'

/** `countersign report`: a policy as one page to look at, which loads nothing and opens from disk. */
export const report: Command = {
  name: 'report',
  usage: 'report P [-o FILE.html] [--against OLD] [--mutants]',
  summary: 'Writes a policy as a page to look at: what each level opens, proofs, routes.',
  options: {
    output: { type: 'string', short: 'o' },
    against: { type: 'string' },
    mutants: { type: 'boolean' },
  },
  async run(args, world) {
    const [file, ...others] = args.positionals
    if (file === undefined || others.length > 0)
      return refuseUsage(world, this.usage, 'name one policy')
    const loaded = await loadDocument(world, file)
    if (!loaded.ok) return refuse(world, file, loaded.issues)
    const { policy, parsed } = loaded.value
    const old = optionOf(args, 'against')
    const against = old === undefined ? ok(undefined) : await loadPolicy(world, old)
    if (!against.ok) return refuse(world, old ?? '', against.issues)
    const [script, desk] = await Promise.all(SCRIPTS.map(readScript))
    if (script == null || desk == null)
      return refuse(world, SCRIPTS.join(', '), [{ code: 'missing_file', path: '' }])
    const page = renderReport(
      {
        policy,
        document: parsed.document,
        tests: parsed.tests.map(({ statement }) => statement),
        invariants: parsed.invariants.map(({ statement }) => statement),
      },
      {
        sha256: (text) => createHash('sha256').update(text).digest('base64'),
        script,
        desk: { text: desk, packed: deflateRawSync(desk, { level: 9 }).toString('base64') },
        ...(isSet(args, 'mutants') && { mutants: mutate(parsed.document) }),
        ...(against.value !== undefined && {
          against: { policy: against.value, compared: diff(against.value, policy) },
        }),
      },
    )
    const target = optionOf(args, 'output')
    if (target === undefined) {
      await write(world.stdout, page)
      return EXIT.yes
    }
    try {
      await writeFile(target, page)
    } catch {
      return refuse(world, target, [{ code: 'unwritable_file', path: '' }])
    }
    return EXIT.yes
  },
}

// Bundled beside the program.
const SCRIPTS = ['page.js', 'desk.js']

async function readScript(name: string): Promise<string | null> {
  try {
    return await readFile(new URL(`./${name}`, import.meta.url), 'utf8')
  } catch {
    return null
  }
}
