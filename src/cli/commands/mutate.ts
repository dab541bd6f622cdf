import {
  addTests,
  type MutationReport,
  mutate as mutatePolicy,
  printTest,
} from '../../analysis/index.js'
import { type Command, type CommandContext, EXIT, isSet, TAKES } from '../command.js'
import { saveText } from '../files/saveText.js'
import {
  type Annotation,
  FINDING_FORMATS,
  formatOf,
  formatOptions,
  formatUsage,
} from '../formats/annotation.js'
import { refuseIn, writeAnnotations } from '../formats/writeAnnotations.js'
import { type LoadedDocument, loadDocument } from '../loadDocument.js'
import { isOwnEditOf } from '../ownEdits.js'
import { withProgress } from '../progress.js'
import { refuse, refuseUsage } from '../refuse.js'
import { printTable, type TableCell } from '../table.js'
import { widthOf } from '../wrapText.js'
import { write, writeJsonLine } from '../write.js'

/**
 * `countersign mutate`: whether a policy's tests notice every small change to it, and the
 * rows that would. A change that no test notices is one that somebody may make by mistake.
 */
export const mutate: Command = {
  name: 'mutate',
  usage: `mutate P [--write] ${formatUsage(FINDING_FORMATS)}`,
  summary: 'Makes every small change to a policy, and checks whether a test notices it.',
  example: 'mutate policy.yaml',
  takes: TAKES.policy,
  options: {
    write: {
      type: 'boolean',
      summary: 'Add tests for the changes that no test notices to the policy file.',
    },
    ...formatOptions(FINDING_FORMATS),
  },
  async run(args, context) {
    const [file = ''] = args.positionals
    if (file === '-' && isSet(args, 'write'))
      return refuseUsage(context, this, '--write needs a file, not standard input')
    const format = formatOf(FINDING_FORMATS, args)
    if (typeof format !== 'string') return refuseUsage(context, this, format.why)
    // With its places, because what survives is reported at the line that was changed.
    const loaded = await loadDocument(context, file)
    if (!loaded.ok) return refuseIn(context, format, file, loaded.issues)
    const { parsed, files, bytes } = loaded.value
    const report = withProgress(context, file, (tell) =>
      mutatePolicy(parsed.document, tell, isOwnEditOf(parsed)),
    )
    if (!report.ok) return refuseIn(context, format, file, report.issues)
    if (format === 'json') await writeJsonLine(context.stdout, report.value)
    if (format === 'text') await write(context.stdout, describe(context, report.value))
    await writeAnnotations(context, format, annotationsOf(loaded.value, report.value))
    const { rows, failing } = report.value
    // Without rows to add, all that matters is whether the tests pass on the policy as it
    // is.
    if (rows.length === 0) return failing.length === 0 ? EXIT.yes : EXIT.no
    if (!isSet(args, 'write')) return EXIT.no
    // The rows are written by the same names, with `/`, by which the policy names its
    // files.
    const saved = await saveText(file, bytes, (text) =>
      addTests(text, rows, { file: file.replaceAll('\\', '/'), files }),
    )
    if (!saved.ok) return refuse(context, file, saved.issues)
    context.stderr.write(`${file}: ${rows.length} tests added\n`)
    return failing.length === 0 ? EXIT.yes : EXIT.no
  },
}

/** Places what survived at the line that was changed, and what fails on the policy as it is at its row. */
function annotationsOf(
  { file: asked, parsed }: LoadedDocument,
  { mutants, failing }: MutationReport,
): readonly Annotation[] {
  // A place that is not known is reported as the first line of the file that was asked for.
  const placed = (steps: readonly (string | number)[]) => {
    const { file = asked, line = 1, column = 1 } = parsed.locate(steps) ?? {}
    return { file, line, column, level: 'error' } as const
  }
  const survived = mutants.filter(({ fate }) => fate === 'survived')
  const failed = parsed.tests.filter(({ statement }) => failing.includes(statement.name))
  return [
    ...survived.map(({ edit, description }) => ({
      ...placed(edit.path),
      code: 'mutant_survived',
      message: `no test notices this change: ${description}`,
    })),
    // Silence would say of these that a test notices them.
    ...mutants.flatMap(({ fate, edit, description }): readonly Annotation[] =>
      fate === 'unproved'
        ? [
            {
              ...placed(edit.path),
              level: 'warning',
              code: 'mutant_not_proved',
              message: `no tried state differs, but no proof says that none does: ${description}`,
            },
          ]
        : [],
    ),
    ...(mutants.length === 0
      ? [
          {
            ...placed([]),
            level: 'warning' as const,
            code: 'no_mutants',
            message:
              'this policy has no part that could be changed, so its tests cannot be measured',
          },
        ]
      : []),
    ...failed.map(({ statement, steps }) => ({
      ...placed(steps),
      code: 'test_failed',
      message: `this test fails on the unchanged policy: ${statement.name}`,
    })),
  ]
}

/**
 * An equivalent mutant was compared in every state. Of one that is not proved it is only
 * known that no state that was tried differs. That is said, because a state that was not
 * tried may.
 */
const SAME = {
  proved: (states: number): string => `the same in ${states} states`,
  tried: (states: number): string => `the same in ${states} tried states, but not proved`,
} as const

/** Says what became of the mutants: those that somebody has to look at, the rows that would kill them, and the counts. */
function describe(
  context: CommandContext,
  { mutants, rows, failing, score }: MutationReport,
): string {
  const open = mutants.filter(
    ({ fate }) => fate === 'survived' || fate === 'equivalent' || fate === 'unproved',
  )
  const table = open.map(({ fate, description, by, states }): readonly TableCell[] => [
    { text: fate, tone: fate === 'survived' ? 'bad' : 'faint' },
    description,
    by === undefined
      ? SAME[fate === 'unproved' ? 'tried' : 'proved'](states ?? 0)
      : `this test would notice it: "${by}"`,
  ])
  const count = (fate: string): number => mutants.filter((one) => one.fate === fate).length
  return [
    printTable(context, table),
    ...(failing.length === 0
      ? []
      : [`\n${failing.length} tests fail on the unchanged policy, and were not used\n`]),
    ...(rows.length === 0
      ? []
      : ['\ntests to add:\n', ...rows.map((row) => printTest(row, '  ', widthOf(context)))]),
    `\n${mutants.length} mutants: ${count('killed')} killed, ${count('refused')} do not compile, ${count('equivalent')} proved equivalent, ${count('unproved')} not proved, ${count('silent')} that no test can show, ${count('survived')} survived; ${sayScore(mutants, score)}\n`,
  ].join('')
}

/**
 * Says the score. Without mutants there is none, because a hundred percent would look as if
 * something had been tested.
 */
const sayScore = (mutants: MutationReport['mutants'], score: number): string =>
  mutants.some(({ fate }) => fate === 'killed' || fate === 'survived')
    ? `score ${score} %`
    : 'no score, because no mutant is known to decide anything differently'
