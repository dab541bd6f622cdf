import {
  addTests,
  type MutationReport,
  mutate as mutatePolicy,
  printTest,
} from '../../analysis/index.js'
import { ownPacksOf } from '../../policy/index.js'
import { type Command, EXIT, isSet, type World } from '../command.js'
import { saveText } from '../files/saveText.js'
import { loadDocument } from '../loadDocument.js'
import { withProgress } from '../progress.js'
import { refuse, refuseUsage } from '../refuse.js'
import { printTable, type TableCell } from '../table.js'
import { write, writeJson } from '../write.js'

/** `countersign mutate`: whether a policy's tests notice every small change to it, and the rows that would. */
export const mutate: Command = {
  name: 'mutate',
  usage: 'mutate P [--write] [--json]',
  summary: 'Changes a policy in every small way and sees whether its tests notice.',
  example: 'mutate policy.yaml',
  options: {
    write: { type: 'boolean', summary: 'Write rows for what survived into the policy.' },
    json: { type: 'boolean', summary: 'Print JSON.' },
  },
  async run(args, world) {
    const [file, ...others] = args.positionals
    if (file === undefined || others.length > 0) return refuseUsage(world, this, 'name one policy')
    if (file === '-' && isSet(args, 'write'))
      return refuseUsage(world, this, '--write takes a file')
    const loaded = await loadDocument(world, file)
    if (!loaded.ok) return refuse(world, file, loaded.issues)
    const { parsed, files, bytes } = loaded.value
    // Of a policy that extends another, its own words alone: what it extends has tests of its own. A pack has none, so the
    // rules of those that a policy names itself are tried by its tests.
    const isExtending = parsed.parts.length > ownPacksOf(parsed.document).length
    const report = withProgress(world, file, (tell) =>
      mutatePolicy(
        parsed.document,
        tell,
        ({ path }) =>
          (path[0] === 'packs' && !isExtending) || parsed.locate(path)?.file === undefined,
      ),
    )
    if (!report.ok) return refuse(world, file, report.issues)
    await (isSet(args, 'json')
      ? writeJson(world.stdout, report.value)
      : write(world.stdout, describe(world, report.value)))
    const { rows, failing } = report.value
    if (rows.length === 0) return failing.length === 0 ? EXIT.yes : EXIT.no
    if (!isSet(args, 'write')) return EXIT.no
    const saved = await saveText(file, bytes, (text) =>
      addTests(text, rows, { file: file.replaceAll('\\', '/'), files }),
    )
    if (!saved.ok) return refuse(world, file, saved.issues)
    world.stderr.write(`${file}: ${rows.length} tests added\n`)
    return failing.length === 0 ? EXIT.yes : EXIT.no
  },
}

const SAME = {
  proved: (states: number): string => `the same in ${states} states`,
  tried: (states: number): string => `the same in ${states} states that were tried, and not proved`,
} as const

function describe(world: World, { mutants, rows, failing, score }: MutationReport): string {
  const open = mutants.filter(
    ({ fate }) => fate === 'survived' || fate === 'equivalent' || fate === 'unproved',
  )
  const table = open.map(({ fate, description, by, states }): readonly TableCell[] => [
    { text: fate, tone: fate === 'survived' ? 'bad' : 'faint' },
    description,
    by === undefined
      ? SAME[fate === 'unproved' ? 'tried' : 'proved'](states ?? 0)
      : `killed by "${by}"`,
  ])
  const count = (fate: string): number => mutants.filter((one) => one.fate === fate).length
  return [
    printTable(world, table),
    ...(failing.length === 0
      ? []
      : [`\n${failing.length} tests fail on the policy as it is, and were left out\n`]),
    ...(rows.length === 0 ? [] : ['\ntests to add:\n', ...rows.map((row) => printTest(row, '  '))]),
    `\n${mutants.length} mutants: ${count('killed')} killed, ${count('refused')} do not compile, ${count('equivalent')} proved equivalent, ${count('unproved')} not proved, ${count('silent')} beyond what tests say, ${count('survived')} survived; score ${score} %\n`,
  ].join('')
}
