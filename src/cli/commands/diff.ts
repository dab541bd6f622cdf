import {
  type Cause,
  describeExtent,
  diff as diffPolicies,
  givenOf,
  hasChange,
  isUnchanged,
  type PolicyDiff,
  printDiff,
  sayCausesOf,
  spanOf,
} from '../../analysis/index.js'
import { CHANGES } from '../../decide/index.js'
import { type Command, type CommandContext, EXIT, optionOf } from '../command.js'
import { type Annotation, formatOf, formatOptions, formatUsage } from '../formats/annotation.js'
import { refuseIn, writeAnnotations } from '../formats/writeAnnotations.js'
import { loadVersion } from '../loadPolicy.js'
import { causesBetween } from '../policyVersions.js'
import { withProgress } from '../progress.js'
import { refuseUsage } from '../refuse.js'
import { sayChoices } from '../sharedOptions.js'
import { printTable, type TableCell } from '../table.js'
import { wrapLine } from '../wrapText.js'
import { write, writeJsonLine } from '../write.js'

const FORMATS = ['text', 'json', 'markdown', 'github'] as const

// What a pull request may be stopped for; `any` is for a policy that is only being moved or tidied.
const FAIL_ON: readonly string[] = [...CHANGES, 'any']

/**
 * `countersign diff`: what a new policy decides otherwise, exactly. Without `--fail-on` the
 * exit code is 0 however much has changed, because to show a change is not to forbid it.
 */
export const diff: Command = {
  name: 'diff',
  usage: `diff OLD NEW [--fail-on ${FAIL_ON.join('|')}] ${formatUsage(FORMATS)}`,
  summary: 'Shows which decisions differ between two policies: looser, stricter, rerouted.',
  example: 'diff old.yaml policy.yaml --fail-on looser',
  takes: {
    least: 2,
    most: 2,
    otherwise: 'name two policy files: the old one, then the new one',
  },
  options: {
    'fail-on': {
      type: 'string',
      value: 'KIND',
      summary: 'The differences that give exit code 1. Default: none.',
    },
    ...formatOptions(FORMATS),
  },
  async run(args, context) {
    const [before = '', after = ''] = args.positionals
    const failOn = optionOf(args, 'fail-on')
    if (failOn !== undefined && !FAIL_ON.includes(failOn))
      return refuseUsage(context, this, sayChoices('fail-on', FAIL_ON))
    const format = formatOf(FORMATS, args)
    if (typeof format !== 'string') return refuseUsage(context, this, format.why)
    const old = await loadVersion(context, before)
    if (!old.ok) return refuseIn(context, format, before, old.issues)
    const next = await loadVersion(context, after)
    if (!next.ok) return refuseIn(context, format, after, next.issues)
    const compared = withProgress(context, after, (tell) =>
      diffPolicies(old.value.policy, next.value.policy, tell),
    )
    if (!compared.ok) return refuseIn(context, format, after, compared.issues)
    const causes = causesBetween(old.value, next.value, compared.value)
    if (format === 'json') await writeJsonLine(context.stdout, { ...compared.value, ...causes })
    if (format === 'markdown') await write(context.stdout, printDiff(compared.value, causes))
    await writeAnnotations(
      context,
      format,
      annotationsOf(after, compared.value, causes?.causes ?? []),
    )
    if (format === 'text')
      await write(context.stdout, describe(context, compared.value, causes?.causes ?? []))
    // What could not be compared may differ in any way, so the exit code is 1 even without
    // `--fail-on`.
    if (compared.value.notCompared.length > 0) return EXIT.no
    return failOn !== undefined && hasChange(compared.value, failOn) ? EXIT.no : EXIT.yes
  },
}

/**
 * Places each difference at the lines of the new version that it comes from, or at its top
 * where it comes from none. What was not compared is reported as an error.
 */
function annotationsOf(
  asked: string,
  { regions, changes, notCompared }: PolicyDiff,
  causes: readonly Cause[],
): readonly Annotation[] {
  // The lines that a difference comes from may be several, and one line may make several
  // differences.
  const linesOf = (one: Cause['regions'][number] | Cause['changes'][number]) =>
    causes
      .filter((cause) => [...cause.regions, ...cause.changes].includes(one))
      .flatMap(({ lines }) => lines)
  const placesOf = (lines: Cause['lines']): readonly Pick<Annotation, 'file' | 'line'>[] =>
    // A difference without a line, as between compiled policies, is still told: GitHub
    // shows nothing that has no line.
    lines.length === 0
      ? [{ file: asked, line: 1 }]
      : lines.map(({ file = asked, line = 1 }) => ({ file, line }))
  const said = [...regions, ...changes].flatMap((one) =>
    placesOf(linesOf(one)).map(
      (place): Annotation => ({
        ...place,
        column: 1,
        code: one.change,
        message: `${one.name}: ${one.before} → ${one.after}`,
        level: 'warning',
      }),
    ),
  )
  return [
    ...said,
    ...notCompared.map(
      ({ about, why }): Annotation => ({
        file: asked,
        line: 1,
        column: 1,
        code: 'not_compared',
        message: `${about}, because ${why}`,
        // An error, because it may hide a difference that would stop the pull request.
        level: 'error',
      }),
    ),
  ]
}

/**
 * Says for people what changed. On a terminal what matters most stands last, above the
 * prompt; a program reads it first.
 */
function describe(context: CommandContext, compared: PolicyDiff, causes: readonly Cause[]): string {
  const { regions, changes, notCompared } = compared
  if (isUnchanged(compared)) return `unchanged${describeExtent(compared)}\n`
  const isTerminal = context.stdout.isTTY === true
  const order = isTerminal ? inOrder : <One>(list: readonly One[]): readonly One[] => list
  const said = order(changes).map((one): readonly TableCell[] => [
    { text: one.change, tone: one.change === 'stricter' ? 'good' : 'bad' },
    one.about.replace('_', ' '),
    one.name,
    `${one.before} → ${one.after}`,
    sayCausesOf(causes, one),
  ])
  // What was not compared is always printed, and last, because anything may differ there.
  const open = notCompared.map(
    ({ about, why }) => `${wrapLine(context, `not compared: ${about}, because ${why}`)}\n`,
  )
  const [first] = regions
  const example =
    first === undefined
      ? []
      : [
          `${isTerminal ? wrapLine(context, `${first.name}: ${first.before} → ${first.after}, for example:`) : 'for example:'}\n${JSON.stringify(givenOf(first.example), null, 2)}\n`,
        ]
  const rows = order(regions).map((region) => rowOf(region, causes))
  const told = said.length === 0 ? [] : [printTable(context, said)]
  const shown = rows.length === 0 ? [] : [printTable(context, rows)]
  const rest = open.length === 0 ? [] : [open.join('')]
  return isTerminal
    ? [...example, ...told, ...shown, ...rest].join('\n')
    : [...shown, ...example.map((text) => `\n${text}`), ...told, ...rest].join('')
}

// Stricter, then what may be either, then looser; within each as it was.
const inOrder = <One extends { readonly change: string }>(list: readonly One[]): readonly One[] =>
  list.toSorted((a, b) => weightOf(a.change) - weightOf(b.change))

// The same order for regions and for changes of text, least harm first.
const weightOf = (change: string): number =>
  change === 'stricter' ? 0 : change === 'looser' ? 2 : 1

/**
 * Gives a region as a row: what became of it, which class, from what to what, at which
 * trust, in how many states, on which channels, and because of which lines.
 */
const rowOf = (
  region: PolicyDiff['regions'][number],
  causes: readonly Cause[],
): readonly TableCell[] => {
  const { change, name, before, after, write: span, read, channels, states } = region
  return [
    {
      text: change,
      tone: change === 'looser' ? 'bad' : change === 'stricter' ? 'good' : 'strong',
    },
    name,
    `${before} → ${after}`,
    `write ${spanOf(span)}`,
    `read ${spanOf(read)}`,
    `${states} states`,
    // More than six names fill the row, and say less than their number.
    channels.length > 6 ? `${channels.length} channels` : channels.join(' '),
    sayCausesOf(causes, region),
  ]
}
