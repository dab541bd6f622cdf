import { type Explanation, explain as explainDecision } from '../../analysis/index.js'
import { toInstant } from '../../model/index.js'
import { parseEngagement } from '../../twilio/inbound/index.js'
import { type Command, EXIT, optionOf, type World } from '../command.js'
import { formatOf, formatOptions, formatUsage } from '../formats/told.js'
import { refuseIn } from '../formats/writeTold.js'
import { loadPolicy } from '../loadPolicy.js'
import { LARGEST_DOCUMENT, nameOf, readJson } from '../readInput.js'
import { refuseUsage } from '../refuse.js'
import { sayTime } from '../sayTime.js'
import { printTable, type TableCell } from '../table.js'
import { wrapLine } from '../wrapText.js'
import { write, writeJson } from '../write.js'

const FORMATS = ['text', 'json'] as const

/**
 * `countersign explain`: why a decision is what it is, and what would flip it. For each
 * topic the rules that were considered are named, and the smallest change of evidence that
 * would open it.
 */
export const explain: Command = {
  name: 'explain',
  usage: `explain --policy P [--at ISO] ${formatUsage(FORMATS)} [FILE|-]`,
  summary: 'Explains a decision: rules considered, what falls short, what would flip it.',
  example: 'explain --policy policy.yaml engagement.json',
  options: {
    policy: { type: 'string', value: 'P', summary: 'The policy.' },
    at: {
      type: 'string',
      value: 'ISO',
      summary: 'The time of the decision. Without it: now, and that time is printed.',
    },
    ...formatOptions(FORMATS),
  },
  async run(args, world) {
    const [file, ...others] = args.positionals
    const policyFile = optionOf(args, 'policy')
    if (policyFile === undefined) return refuseUsage(world, this, '--policy is missing')
    if (others.length > 0) return refuseUsage(world, this, 'name one file')
    const format = formatOf(FORMATS, args)
    if (typeof format !== 'string') return refuseUsage(world, this, format.why)
    const given = optionOf(args, 'at')
    const at = given === undefined ? world.now() : toInstant(given)
    if (at === null) return refuseIn(world, format, '--at', [{ code: 'invalid_time', path: '' }])
    const policy = await loadPolicy(world, policyFile)
    if (!policy.ok) return refuseIn(world, format, policyFile, policy.issues)
    const input = await readJson(world, file, LARGEST_DOCUMENT)
    const engagement = input.ok ? parseEngagement(input.value, policy.value.channels) : input
    if (!engagement.ok) return refuseIn(world, format, nameOf(file), engagement.issues)
    if (given === undefined) sayTime(world, at)
    const explanation = explainDecision(policy.value, { engagement: engagement.value, at })
    await (format === 'json'
      ? writeJson(world.stdout, explanation)
      : write(world.stdout, describe(world, explanation)))
    return EXIT.yes
  },
}

/** Says for people how trust came about, what each topic is answered and why, which routes were passed over, and what helps. */
function describe(
  world: World,
  { trust, topics, routes, stepUp, reasons, validUntil }: Explanation,
): string {
  // A path names its weakest link, because trust is never more than that.
  const path = trust.path.map(
    ({ to, by, grade, bottleneck }) =>
      `${by} → ${to} ${grade}${bottleneck === true ? ' (weakest)' : ''}`,
  )
  const caps = trust.caps.map(({ code, max }) => `${code} ${max}`)
  const rows = topics.map((topic): readonly TableCell[] => [
    topic.topic,
    { text: topic.answer, tone: isGiven(topic.answer) ? 'good' : 'bad' },
    topic.decidedBy ?? '-',
    // A dash stands for nothing, so that a table that is cut by `cut -f` keeps its columns.
    topic.considered.find(({ rule }) => rule === topic.decidedBy)?.short.join(', ') || '-',
    topic.flip ?? (topic.flipSearch === undefined ? '-' : 'too much evidence to try all changes'),
  ])
  const ways = routes.map(({ route, taken, failing }): readonly TableCell[] => [
    route,
    taken ? { text: 'taken', tone: 'good' } : 'not taken',
    failing.length === 0 ? '-' : `fails ${failing.join(', ')}`,
  ])
  const line = (text: string): string => wrapLine(world, text)
  return [
    line(
      `trust ${trust.level}: write ${trust.write}, read ${trust.read}, record ${trust.resolution}`,
    ),
    ...(path.length > 0 ? [line(`path ${path.join(', ')}`)] : []),
    ...(caps.length > 0 ? [line(`held down by ${caps.join(', ')}`)] : []),
    '',
    printTable(world, [
      header(world, ['topic', 'answer', 'decided by', 'short of', 'more']),
      ...rows,
    ]),
    printTable(world, [header(world, ['route', '', '']), ...ways]),
    ...stepUp.map(({ methods, opens, purposes = [] }) =>
      line(
        `${methods.join(' and ')} would open ${opens.join(', ')}${purposes.length > 0 ? `; it has to be given for ${purposes.join(' or ')}` : ''}`,
      ),
    ),
    ...(reasons.length > 0
      ? [line(`reasons ${[...new Set(reasons.map(({ code }) => code))].join(', ')}`)]
      : []),
    `holds until ${validUntil ?? 'something is learned'}`,
    '',
  ].join('\n')
}

/**
 * Makes the first row of a table, faint on a terminal, where it should not be taken for a
 * row of the answer.
 */
const header = (world: World, words: readonly string[]): readonly TableCell[] =>
  world.stdout.isTTY === true ? words.map((text) => ({ text, tone: 'faint' as const })) : words

// The answers by which nothing is given or done now. What is none of them is printed in the
// colour for yes.
const WITHHELD = ['none', 'deny', 'step_up']

const isGiven = (answer: string): boolean => !WITHHELD.includes(answer)
