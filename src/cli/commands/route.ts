import { describeIssue, ok, toInstant, withoutAbsent } from '../../model/index.js'
import {
  drawSimulation,
  type ReadingMode,
  readWorkers,
  type Simulation,
  simulate,
  type TaskWorld,
  type Workflow,
} from '../../taskrouter/index.js'
import { type Command, EXIT, isSet, optionOf, TAKES } from '../command.js'
import { loadWorkflow } from '../loadWorkflow.js'
import { mapLines } from '../mapLines.js'
import { inputName, LARGEST_DOCUMENT, LARGEST_TEXT, readJsonInput } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { SHARED_OPTIONS } from '../sharedOptions.js'
import { write, writeJsonLine } from '../write.js'

// What NULL equals in an expression is not documented, so it can be read in two ways. With `both`
// the strict way is followed, and it is said where the loose one would end elsewhere.
const READINGS: Readonly<Record<string, ReadingMode | undefined>> = {
  strict: 'strict',
  loose: 'loose',
  both: 'strict',
}

/**
 * `countersign route`: task attributes in, and out the path the task takes; exit code 1 if it is cancelled. What Twilio
 * does not document is read strictly, loosely, or both ways, which is the default: then a task that would end elsewhere
 * read loosely says so, and where.
 */
export const route: Command = {
  name: 'route',
  usage:
    'route --workflow W [--workers F] [--channel C] [--at ISO] [--reading strict|loose|both] [--json|--draw|--ndjson] [FILE|-]',
  summary: 'Shows where a workflow sends a task.',
  example: 'route --workflow workflow.json task.json',
  takes: TAKES.input,
  options: {
    workflow: {
      type: 'string',
      value: 'W',
      summary: 'A JSON file with the workflow, as TaskRouter returns it.',
    },
    workers: {
      type: 'string',
      value: 'F',
      summary: 'A JSON file with the workers, as TaskRouter returns them.',
    },
    channel: {
      type: 'string',
      value: 'C',
      summary: 'The unique name of the task channel. Default: `default`.',
    },
    at: {
      type: 'string',
      value: 'ISO',
      summary: 'The time at which the task enters the workflow. Default: NULL.',
    },
    reading: {
      type: 'string',
      value: 'R',
      summary: 'How to read NULL where Twilio documents nothing: strict or loose. Default: both.',
    },
    json: SHARED_OPTIONS.json,
    draw: { type: 'boolean', summary: 'Draw the way of the task with lines.' },
    ndjson: { type: 'boolean', summary: 'Read one task per line.' },
  },
  async run(args, context) {
    const [file] = args.positionals
    const [workflowFile, workersFile] = [optionOf(args, 'workflow'), optionOf(args, 'workers')]
    if (workflowFile === undefined)
      return refuseUsage(context, this, '--workflow is missing: name the file of the workflow')
    const time = optionOf(args, 'at')
    const at = time === undefined ? undefined : toInstant(time)
    if (at === null)
      return refuseUsage(context, this, '--at is a time with a zone, like 2026-11-22T10:00:00Z')
    const asked = optionOf(args, 'reading') ?? 'both'
    const reading = READINGS[asked]
    if (reading === undefined) {
      return refuseUsage(context, this, '--reading is `strict`, `loose` or `both`')
    }
    const loaded = await loadWorkflow(context, workflowFile)
    if (!loaded.ok) return refuse(context, workflowFile, loaded.issues)
    const { workflow } = loaded.value
    // TaskRouter may read what we cannot, so the task is followed around it and that is
    // said.
    for (const issue of workflow.unreadable) {
      context.stderr.write(`${describeIssue(workflowFile, issue)}\n`)
    }
    const staff =
      workersFile === undefined ? ok([]) : await readJsonInput(context, workersFile, LARGEST_TEXT)
    const workforce = staff.ok ? readWorkers(staff.value) : staff
    if (!workforce.ok) return refuse(context, workersFile ?? '', workforce.issues)
    const channel = optionOf(args, 'channel')
    const around: TaskWorld = {
      ...workforce.value,
      ...withoutAbsent({ channel, at }),
    }
    // Both ways are followed in one call; where one was asked for, the other is not reported.
    const follow = (task: unknown): Simulation => {
      const path = simulate(workflow, task, around, reading)
      return asked === 'both' ? path : { ...path, otherwise: null }
    }
    if (isSet(args, 'ndjson')) {
      return mapLines(context, file, (task) => ok(simulationJson(workflow, follow(task))))
    }
    const task = await readJsonInput(context, file, LARGEST_DOCUMENT)
    if (!task.ok) return refuse(context, inputName(file), task.issues)
    const path = follow(task.value)
    // A person at a terminal is shown a picture, a program is given JSON.
    const draws = isSet(args, 'draw') || (context.stdout.isTTY === true && !isSet(args, 'json'))
    await (draws
      ? write(context.stdout, `${drawSimulation(path)}\n`)
      : writeJsonLine(context.stdout, simulationJson(workflow, path)))
    // A cancelled task is a customer whom nobody answers, so the exit code says no.
    return path.outcome === 'canceled' ? EXIT.no : EXIT.yes
  },
}

/**
 * Gives a simulation as JSON shows it, the answer first and then how it came about; the
 * filter and the queue have their names beside them, because Twilio's console shows names.
 */
function simulationJson(workflow: Workflow, { filters, steps, ...path }: Simulation): object {
  const filterName =
    typeof path.filter === 'number' ? workflow.filters[path.filter]?.name : path.filter
  return {
    ...path,
    filterName: filterName ?? null,
    target: steps.at(-1)?.target ?? null,
    queueName: steps.at(-1)?.queueName ?? '',
    filters,
    steps,
  }
}
