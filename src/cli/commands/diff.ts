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
import { type Command, EXIT, isSet, optionOf, type World } from '../command.js'
import { loadVersion } from '../loadPolicy.js'
import { causesBetween } from '../policyVersions.js'
import { withProgress } from '../progress.js'
import { refuse, refuseUsage } from '../refuse.js'
import { printTable, type TableCell } from '../table.js'
import { wrapLine } from '../wrapText.js'
import { write, writeJson } from '../write.js'

const FAIL_ON = ['looser', 'stricter', 'rerouted', 'any']

/** `countersign diff`: what a new policy decides otherwise, exactly. */
export const diff: Command = {
  name: 'diff',
  usage: `diff OLD NEW [--fail-on ${FAIL_ON.join('|')}] [--markdown] [--json]`,
  summary: 'Compares two policies by what they decide: looser, stricter, rerouted.',
  example: 'diff old.yaml policy.yaml --fail-on looser',
  options: {
    'fail-on': {
      type: 'string',
      value: 'KIND',
      summary: 'Which differences give exit code 1; none otherwise.',
    },
    markdown: { type: 'boolean', summary: 'Print Markdown, for a pull request.' },
    json: { type: 'boolean', summary: 'Print JSON.' },
  },
  async run(args, world) {
    const [before, after, ...others] = args.positionals
    if (before === undefined || after === undefined || others.length > 0)
      return refuseUsage(world, this, 'name two policies')
    const failOn = optionOf(args, 'fail-on')
    if (failOn !== undefined && !FAIL_ON.includes(failOn))
      return refuseUsage(world, this, 'no such change to --fail-on')
    const old = await loadVersion(world, before)
    if (!old.ok) return refuse(world, before, old.issues)
    const next = await loadVersion(world, after)
    if (!next.ok) return refuse(world, after, next.issues)
    const compared = withProgress(world, after, (tell) =>
      diffPolicies(old.value.policy, next.value.policy, tell),
    )
    if (!compared.ok) return refuse(world, after, compared.issues)
    const causes = causesBetween(old.value, next.value, compared.value)
    await (isSet(args, 'json')
      ? writeJson(world.stdout, { ...compared.value, ...causes })
      : write(
          world.stdout,
          isSet(args, 'markdown')
            ? printDiff(compared.value, causes)
            : describe(world, compared.value, causes?.causes ?? []),
        ))
    // What was not compared may be anything, so it is never a yes.
    if (compared.value.notCompared.length > 0) return EXIT.no
    return failOn !== undefined && hasChange(compared.value, failOn) ? EXIT.no : EXIT.yes
  },
}

// On a terminal what matters most stands last, above the prompt; a program reads it first, as ever.
function describe(world: World, compared: PolicyDiff, causes: readonly Cause[]): string {
  const { regions, changes, notCompared } = compared
  if (isUnchanged(compared)) return `unchanged${describeExtent(compared)}\n`
  const isTerminal = world.stdout.isTTY === true
  const order = isTerminal ? inOrder : <One>(list: readonly One[]): readonly One[] => list
  const said = order(changes).map((one): readonly TableCell[] => [
    { text: one.change, tone: one.change === 'stricter' ? 'good' : 'bad' },
    one.about.replace('_', ' '),
    one.name,
    `${one.before} → ${one.after}`,
    sayCausesOf(causes, one),
  ])
  const open = notCompared.map(
    ({ about, why }) => `${wrapLine(world, `not compared: ${about}, because ${why}`)}\n`,
  )
  const [first] = regions
  const example =
    first === undefined
      ? []
      : [
          `${isTerminal ? wrapLine(world, `${first.name}: ${first.before} → ${first.after}, for example:`) : 'for example:'}\n${JSON.stringify(givenOf(first.example), null, 2)}\n`,
        ]
  const rows = order(regions).map((region) => rowOf(region, causes))
  const told = said.length === 0 ? [] : [printTable(world, said)]
  const shown = rows.length === 0 ? [] : [printTable(world, rows)]
  const rest = open.length === 0 ? [] : [open.join('')]
  return isTerminal
    ? [...example, ...told, ...shown, ...rest].join('\n')
    : [...shown, ...example.map((text) => `\n${text}`), ...told, ...rest].join('')
}

// Stricter, then what may be either, then looser; within each as it was.
const inOrder = <One extends { readonly change: string }>(list: readonly One[]): readonly One[] =>
  list.toSorted((a, b) => weightOf(a.change) - weightOf(b.change))

const weightOf = (change: string): number =>
  change === 'stricter' ? 0 : change === 'looser' ? 2 : 1

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
    channels.length > 6 ? `${channels.length} channels` : channels.join(' '),
    sayCausesOf(causes, region),
  ]
}
