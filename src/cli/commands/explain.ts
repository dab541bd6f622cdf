import {
  countersTold,
  type Explanation,
  explain as explainDecision,
  type MeantWord,
  meantWordsOf,
} from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { didYouMean, meaningOfReason, NOTHING_GIVEN, toInstant } from '../../model/index.js'
import type { ParsedDocument } from '../../policy/index.js'
import { parseEngagement } from '../../twilio/inbound/index.js'
import { type Command, type CommandContext, EXIT, NO_POLICY, optionOf, TAKES } from '../command.js'
import { withForms } from '../engagementForms.js'
import { formatOf, formatOptions, formatUsage } from '../formats/annotation.js'
import { refuseIn } from '../formats/writeAnnotations.js'
import { loadVersion } from '../loadPolicy.js'
import { inputName, LARGEST_DOCUMENT, readJsonInput } from '../readInput.js'
import { refuseUsage } from '../refuse.js'
import { sayTime } from '../sayTime.js'
import { SHARED_OPTIONS } from '../sharedOptions.js'
import { printTable, type TableCell } from '../table.js'
import { wrapLine } from '../wrapText.js'
import { write, writeJsonLine } from '../write.js'

const FORMATS = ['text', 'json'] as const

/**
 * `countersign explain`: why a decision is what it is, and what would flip it. For each
 * topic the rules that were considered are named, and the smallest change of evidence that
 * would open it.
 */
export const explain: Command = {
  name: 'explain',
  usage: `explain --policy P [--at ISO] ${formatUsage(FORMATS)} [FILE|-]`,
  summary: 'Explains a decision: which rules decided, what is missing, and what would change it.',
  example: 'explain --policy policy.yaml engagement.json',
  takes: TAKES.input,
  options: {
    policy: { type: 'string', value: 'P', summary: 'The policy file.' },
    at: SHARED_OPTIONS.at,
    ...formatOptions(FORMATS),
  },
  async run(args, context) {
    const [file] = args.positionals
    const policyFile = optionOf(args, 'policy')
    if (policyFile === undefined) return refuseUsage(context, this, NO_POLICY)
    const format = formatOf(FORMATS, args)
    if (typeof format !== 'string') return refuseUsage(context, this, format.why)
    const given = optionOf(args, 'at')
    const at = given === undefined ? context.now() : toInstant(given)
    if (at === null) return refuseIn(context, format, '--at', [{ code: 'invalid_time', path: '' }])
    const version = await loadVersion(context, policyFile)
    if (!version.ok) return refuseIn(context, format, policyFile, version.issues)
    const { policy, parsed } = version.value
    const input = await readJsonInput(context, file, LARGEST_DOCUMENT)
    const engagement = input.ok ? parseEngagement(input.value, policy.channels) : input
    if (!engagement.ok)
      return refuseIn(context, format, inputName(file), withForms(engagement.issues))
    if (given === undefined) sayTime(context, at)
    const situation = { engagement: engagement.value, at }
    const explained = explainDecision(policy, situation)
    const explanation = { ...explained, topics: explained.topics.map(placerOf(parsed)) }
    if (format === 'json') await writeJsonLine(context.stdout, explanation)
    else {
      const meant = meantWordsOf(policy, situation, explained)
      await write(context.stdout, describe(context, policy, explanation, meant))
    }
    return EXIT.yes
  },
}

/** A topic, and where the rule that decided it is written; nowhere under a compiled policy. */
type PlacedTopic = Explanation['topics'][number] & { readonly place?: RulePlace }

type RulePlace = NonNullable<ReturnType<ParsedDocument['locate']>>

/** Finds where the rule that decided a topic is written: in the policy itself, or in a file that it extends. */
const placerOf =
  (parsed: ParsedDocument | null) =>
  (topic: Explanation['topics'][number]): PlacedTopic => {
    const [about, name = '', rung] = topic.decidedBy?.split('.') ?? []
    const place = parsed?.locate([
      about === 'class' ? 'classes' : 'actions',
      name,
      ...(rung === undefined ? [] : [rung]),
    ])
    return topic.decidedBy === null || place === undefined ? topic : { ...topic, place }
  }

const sayPlace = ({ place }: PlacedTopic): string =>
  place === undefined
    ? ''
    : ` (${place.file === undefined ? '' : `${place.file}, `}line ${place.line})`

/** Says for people how trust came about, what each topic is answered and why, which routes were passed over, and what helps. */
function describe(
  context: CommandContext,
  policy: CompiledPolicy,
  explanation: PlacedExplanation,
  meant: readonly MeantWord[],
): string {
  const { trust, topics, routes, held, counters, breakGlass, stepUp, reasons, validUntil } =
    explanation
  // What a policy leaves as it is and nothing counted towards is no answer to anything; JSON has all of it.
  const told = countersTold(policy, reasons)
  // A path names its weakest link, because trust is never more than that.
  const path = trust.path.map(
    ({ to, by, grade, bottleneck }) =>
      `${by} → ${to} ${grade}${bottleneck === true ? ' (weakest)' : ''}`,
  )
  const rows = topics.map((topic): readonly TableCell[] => [
    topic.topic,
    { text: topic.answer, tone: isGiven(topic.answer) ? 'good' : 'bad' },
    `${topic.decidedBy ?? '-'}${sayPlace(topic)}`,
    // Where something is given it is the next step that falls short, and otherwise the one that decided.
    // A dash stands for nothing, so that a table that is cut by `cut -f` keeps its columns.
    topic.considered.find(({ met }) => !met)?.asks.join(', ') || '-',
    topic.flip ?? (topic.flipSearch === undefined ? '-' : 'too much evidence to try every change'),
  ])
  // Routes in the order in which they are tried, each with what it fails on.
  const ways = routes.map(({ route, taken, failing }): readonly TableCell[] => [
    route,
    taken ? { text: 'taken', tone: 'good' } : 'not taken',
    failing.length === 0 ? '-' : `fails ${failing.join(', ')}`,
  ])
  const line = (text: string): string => wrapLine(context, text)
  return [
    line(
      `trust ${trust.level}: write ${trust.write}, read ${trust.read}, record ${trust.resolution}`,
    ),
    ...(path.length > 0 ? [line(`path ${path.join(', ')}`)] : []),
    ...held.map(({ code, max, remedy }) => line(`capped at ${max} by ${code}: ${remedy}`)),
    '',
    printTable(context, [
      headerRow(context, ['topic', 'answer', 'decided by', 'still missing', 'would give more']),
      ...rows,
    ]),
    printTable(context, [headerRow(context, ['route', '', '']), ...ways]),
    ...stepUp.map(({ methods, opens, purposes = [] }) =>
      line(
        `${methods.join(' and ')} would open ${opens.join(', ')}${purposes.length > 0 ? `; it must be given for ${purposes.join(' or ')}` : ''}`,
      ),
    ),
    ...sayReasons(reasons, held).map(line),
    ...meant.map(({ at, word }) => line(`not read: a word at ${at}${didYouMean(word)}`)),
    ...(breakGlass === undefined ? [] : sayGlass(breakGlass).map(line)),
    ...(told.length === 0
      ? []
      : [line(`counters ${told.map((word) => `${word} ${counters[word]}`).join(', ')}`)]),
    `valid until ${validUntil ?? 'something new is known'}`,
    '',
  ].join('\n')
}

type PlacedExplanation = Explanation & { readonly topics: readonly PlacedTopic[] }

/** How many places are said of one reason: what was sent decides how many there are. */
const MOST_PLACES = 3

/**
 * Says each reason once, with the places that it is about and what to do. What to do about a cap is
 * said above.
 */
function sayReasons(reasons: Explanation['reasons'], held: Explanation['held']): readonly string[] {
  return [...new Set(reasons.map(({ code }) => code))].map((code) => {
    const about = reasons.filter((one) => one.code === code)
    const places = [...new Set(about.flatMap(({ at }) => at ?? []))]
    const more = places.length > MOST_PLACES ? ` and ${places.length - MOST_PLACES} more` : ''
    const where = places.length === 0 ? '' : ` (${places.slice(0, MOST_PLACES).join(' ')}${more})`
    const remedy = held.some((cap) => cap.code === code)
      ? ''
      : `: ${meaningOfReason(code)?.remedy ?? ''}`
    return `reason ${code}${where}${remedy}`
  })
}

/** Says what became of a broken glass, or what it would take. */
function sayGlass({
  asked,
  opened,
  told,
  refused,
  takes,
  flip,
}: NonNullable<Explanation['breakGlass']>): readonly string[] {
  const change = flip === undefined ? [] : [`this would change it: ${flip}`]
  if (opened !== undefined) {
    const { reason, requestedBy, approvedBy, until, classes } = opened
    return [
      `the glass is broken by ${requestedBy} for ${reason}, approved by ${approvedBy}, until ${until}: the agent sees ${classes.join(', ')}`,
      `told about it: ${told.join(', ') || 'nobody'}; every decision record keeps it`,
      ...change,
    ]
  }
  const lines = Object.entries(takes).map(([word, value]) => `${word} ${value || '-'}`)
  return [
    asked ? `the glass is not broken: ${refused.join(', ')}` : 'nobody asked to break the glass',
    `breaking the glass takes ${lines.join('; ')}`,
    ...change,
  ]
}

/**
 * Makes the first row of a table, faint on a terminal, where it should not be taken for a
 * row of the answer.
 */
const headerRow = (context: CommandContext, words: readonly string[]): readonly TableCell[] =>
  context.stdout.isTTY === true ? words.map((text) => ({ text, tone: 'faint' as const })) : words

// What is given is printed in the colour for yes.
const isGiven = (answer: string): boolean => !NOTHING_GIVEN.includes(answer)
