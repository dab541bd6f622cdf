import { isAdvice, lintParsed, type PlacedFinding, sayFound } from '../../analysis/index.js'
import type { Issue, Result } from '../../model/index.js'
import { readWorkers, type Workforce } from '../../taskrouter/index.js'
import { type Command, type CommandContext, EXIT, optionOf, TAKES } from '../command.js'
import {
  type Annotation,
  annotationOfIssue,
  FINDING_FORMATS,
  formatOf,
  formatOptions,
  formatUsage,
} from '../formats/annotation.js'
import { writeAnnotations } from '../formats/writeAnnotations.js'
import { loadDocument } from '../loadDocument.js'
import { withProgress } from '../progress.js'
import { LARGEST_TEXT, readJsonInput } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { paint } from '../table.js'
import { write, writeJsonLine } from '../write.js'

/** `countersign lint`: whether policies compile, and what in them no engagement ever makes use of. */
export const lint: Command = {
  name: 'lint',
  usage: `lint P … [--workers F] ${formatUsage(FINDING_FORMATS)} [--watch]`,
  summary: 'Checks policies: finds mistakes, and parts that have no effect.',
  watches: true,
  example: 'lint policy.yaml',
  takes: TAKES.policies,
  options: {
    workers: {
      type: 'string',
      value: 'F',
      summary: 'A JSON file with the workers. Skills and roles that none of them has are reported.',
    },
    ...formatOptions(FINDING_FORMATS),
  },
  async run(args, context) {
    const format = formatOf(FINDING_FORMATS, args)
    if (typeof format !== 'string') return refuseUsage(context, this, format.why)
    const workersFile = optionOf(args, 'workers')
    const staff = workersFile === undefined ? undefined : await loadWorkers(context, workersFile)
    if (staff?.ok === false) return refuse(context, workersFile ?? '', staff.issues)
    const linted: LintedFile[] = []
    for (const file of args.positionals) {
      const one = await lintOne(context, file, staff?.value.workers)
      linted.push(one)
      refuse(context, file, one.issues)
      if (format === 'json') await writeJsonLine(context.stdout, jsonOf(one))
      else if (format === 'text') await printText(context, one)
    }
    const annotations = linted.flatMap(annotationsOf)
    await writeAnnotations(context, format, annotations)
    if (linted.some(({ issues }) => issues.length > 0)) return EXIT.invalid
    return annotations.some(({ level }) => level === 'error') ? EXIT.no : EXIT.yes
  },
}

async function loadWorkers(context: CommandContext, file: string): Promise<Result<Workforce>> {
  const read = await readJsonInput(context, file, LARGEST_TEXT)
  return read.ok ? readWorkers(read.value) : read
}

/** What was found in one policy, or why it could not be looked at. */
interface LintedFile {
  /** The name that it was asked for by. */
  readonly file: string
  /** The policy's name; absent where the file could not be read as one. */
  readonly policy?: string
  /** What its author should look at. */
  readonly findings: readonly PlacedFinding[]
  /** Why it could not be looked at; empty where it was. */
  readonly issues: readonly Issue[]
}

/** Looks at one policy; one that does not compile has issues, and nothing else can be found in it. */
async function lintOne(
  context: CommandContext,
  file: string,
  workers: Workforce['workers'] | undefined,
): Promise<LintedFile> {
  const loaded = await loadDocument(context, file)
  if (!loaded.ok) return { file, findings: [], issues: loaded.issues }
  const { policy, parsed } = loaded.value
  const found = withProgress(context, file, (tell) => lintParsed(policy, parsed, tell, workers))
  return found.ok
    ? { file, policy: policy.name, findings: found.value, issues: [] }
    : { file, policy: policy.name, findings: [], issues: found.issues }
}

/** Gives what was found as `--format json` prints it: findings on every outcome, issues where there are any. */
const jsonOf = ({ file, policy, findings, issues }: LintedFile): unknown =>
  policy === undefined
    ? { file, findings, issues }
    : { policy, findings, ...(issues.length > 0 && { issues }) }

/** Gives what was found at the lines it stands on; advice is a warning, because it changes no exit code. */
const annotationsOf = ({ file, findings, issues }: LintedFile): readonly Annotation[] => [
  ...issues.map((issue) => annotationOfIssue(file, issue)),
  ...findings.map((finding): Annotation => {
    const { code, line = 1, column = 1, file: place = file } = finding
    const level = isAdvice(finding) ? 'warning' : 'error'
    return { file: place, line, column, code, message: sayFound(finding), level }
  }),
]

async function printText(context: CommandContext, { file, findings }: LintedFile): Promise<void> {
  for (const finding of findings) {
    // A finding on the whole policy is reported at its first line, because editors and GitHub
    // show nothing without one.
    const { code, line = 1, column = 1, file: place = file } = finding
    // The sentence begins with the code in words, which is printed in colour, and the rest
    // behind it.
    const what = code.replaceAll('_', ' ')
    const said = sayFound(finding).slice(what.length)
    await write(
      context.stdout,
      `${place}:${line}:${column}: ${paint(context, 'bad', what)}${said}\n`,
    )
  }
}
