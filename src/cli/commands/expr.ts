import { describeIssue, ok, type Result } from '../../model/index.js'
import {
  type ExpressionPlace,
  evaluateExpression,
  lintExpression,
  parseExpression,
} from '../../taskrouter/index.js'
import {
  type Arguments,
  type Command,
  type CommandContext,
  EXIT,
  isSet,
  optionOf,
} from '../command.js'
import { inputName, LARGEST_DOCUMENT, readJsonInput } from '../readInput.js'
import { refuse } from '../refuse.js'
import { SHARED_OPTIONS } from '../sharedOptions.js'
import { writeJsonLine } from '../write.js'

// Twilio gives an expression other names for its sides at each place: a filter sees the
// task, a queue sees the worker, a target sees both
// (twilio.com/docs/taskrouter/expression-syntax). Which place is meant is told from the
// files that are named.
const PLACES: Readonly<Record<string, ExpressionPlace>> = {
  true_false: 'filter',
  false_true: 'queue',
  true_true: 'target',
}

/**
 * `countersign expr`: whether a TaskRouter expression holds; exit code 0 for true, 1 for
 * false. What Twilio's pages do not say is answered as well, and that it is not documented
 * is said on stderr.
 */
export const expr: Command = {
  name: 'expr',
  usage: "expr 'EXPRESSION' [--task F] [--worker F] [--json]",
  summary: 'Evaluates a TaskRouter expression for a task or a worker.',
  example: "expr 'countersign.rank >= 3' --task task.json",
  takes: { least: 1, most: 1, otherwise: 'name one expression, in quotes' },
  options: {
    task: { type: 'string', value: 'F', summary: 'A JSON file with the attributes of the task.' },
    worker: {
      type: 'string',
      value: 'F',
      summary: 'A JSON file with the attributes of the worker.',
    },
    json: SHARED_OPTIONS.json,
  },
  async run(args, context) {
    const [text = ''] = args.positionals
    const parsed = parseExpression(text)
    if (!parsed.ok) return refuse(context, 'expression', parsed.issues)
    const [taskFile, workerFile] = [optionOf(args, 'task'), optionOf(args, 'worker')]
    const task = await readAttributes(args, 'task', context)
    if (!task.ok) return refuse(context, inputName(taskFile), task.issues)
    const worker = await readAttributes(args, 'worker', context)
    if (!worker.ok) return refuse(context, inputName(workerFile), worker.issues)
    const place = PLACES[`${taskFile !== undefined}_${workerFile !== undefined}`] ?? 'filter'
    for (const issue of lintExpression(parsed.value, { place })) {
      context.stderr.write(`${describeIssue('expression', issue)}\n`)
    }
    const names = { filter: 'task', queue: 'worker', target: 'none', skip_if: 'none' } as const
    const scope = { task: task.value, worker: worker.value, names: names[place] }
    const evaluation = evaluateExpression(parsed.value, scope)
    if (evaluation.undocumented)
      context.stderr.write('expression: Twilio does not document this answer\n')
    await writeJsonLine(context.stdout, isSet(args, 'json') ? evaluation : evaluation.value)
    return evaluation.value ? EXIT.yes : EXIT.no
  },
}

/**
 * Reads the attributes of a task or a worker; an empty object where no file is named, as in
 * an expression that needs no such side.
 */
const readAttributes = async (
  args: Arguments,
  name: string,
  context: CommandContext,
): Promise<Result<unknown>> => {
  const file = optionOf(args, name)
  return file === undefined ? ok({}) : readJsonInput(context, file, LARGEST_DOCUMENT)
}
