import type { DataClass, Rule } from '../../decide/index.js'
import { RUNGS } from '../../model/index.js'
import { code, type Html, html, joinHtml, word } from '../html.js'
import { codeInWords, sayName } from '../say.js'
import type { Topic } from '../topics.js'
import { type GridRow, isSplit } from './rows.js'

/**
 * Renders the head of a row: its plain name, with kind, fields and training on demand, and below it what its channels
 * are held to.
 */
export function renderRowHead(row: GridRow, channels: readonly string[]): Html {
  const { topic } = row
  const { name } = topic
  return html`<th scope="row" role="rowheader"><details><summary><b>${word(codeInWords(name))}</b>${
    codeInWords(name) === name ? null : html` ${code(name)}`
  }</summary><dl>${renderFacts(topic)}</dl></details>${renderCeilings(topic, channels)}${isSplit(row) ? html`<p class="unseen">channels differ</p>` : null}</th>`
}

/** Says which channels are held lower, or which are not: whichever list is shorter. */
function renderCeilings(topic: Topic, channels: readonly string[]): readonly Html[] {
  const ceilings = ceilingsOf(topic, channels)
  const held = ceilings.flatMap(({ on }) => on)
  const [first] = ceilings
  if (first !== undefined && ceilings.length === 1 && held.length * 2 > channels.length) {
    const open = channels.filter((channel) => !held.includes(channel))
    const what = topic.about === 'class' ? `${highestOf(topic)} only` : 'only'
    const rest = first.most === null ? null : html`; otherwise at most ${sayName(first.most)}`
    return [html`<p class="ceiling">${what} on ${listChannels(open)}${rest}</p>`]
  }
  return ceilings.map(
    ({ most, on }) =>
      html`<p class="ceiling">${listChannels(on)}: ${most === null ? 'never' : `at most ${sayName(most)}`}</p>`,
  )
}

const highestOf = (topic: Topic): string =>
  topic.about === 'class' ? sayName(topic.rule.rungs.at(-1)?.rung ?? 'none') : 'allow'

/** Lists channels by name, each kept apart from the direction of the text around it. */
export const listChannels = (channels: readonly string[]): Html =>
  joinHtml(
    channels.map((channel) => word(sayName(channel))),
    ', ',
  )

/**
 * Tells which channels a rule holds lower than others, whatever is proved: by a ceiling of the channel, or because a rung
 * or an action is given on named channels alone. The compiled policy has one form for both.
 */
export function ceilingsOf(topic: Topic, channels: readonly string[]) {
  const steps: readonly (readonly [string, Rule])[] =
    topic.about === 'class'
      ? topic.rule.rungs.map((rung) => [rung.rung, rung] as const)
      : topic.rule.denied
        ? []
        : [['allow', topic.rule]]
  const [highest] = steps.at(-1) ?? []
  const byMost = new Map<string | null, string[]>()
  for (const channel of channels) {
    const most = steps.findLast(([, rule]) => isOpenTo(rule, channel))?.[0] ?? null
    if (most === highest || steps.length === 0) continue
    byMost.set(most, [...(byMost.get(most) ?? []), channel])
  }
  return [...byMost]
    .map(([most, on]) => ({ most, on }))
    .toSorted((one, other) => orderOf(one.most) - orderOf(other.most))
}

const isOpenTo = ({ requires }: Rule, channel: string): boolean =>
  requires.every((one) => one.channels === undefined || one.channels.includes(channel))

/** From nothing to all, to sort ceilings by. */
const ORDER: readonly (string | null)[] = RUNGS
const orderOf = (most: string | null): number => ORDER.indexOf(most)

/**
 * Says what an officer asks of a row: which data it is, by law and by field, and who may
 * handle it.
 */
function renderFacts({ about, rule }: Topic): readonly Html[] {
  const kinds = rule.kinds ?? []
  return [
    ...(kinds.length === 0 ? [] : [factLine('Kind', joinHtml(kinds.map(sayKind), ', '))]),
    ...(about === 'class' ? factsOfClass(rule) : factsOfAction(rule)),
  ]
}

function factsOfClass({ fields, agent, sensitivity }: DataClass): readonly Html[] {
  return [
    factLine(
      'Fields',
      fields.length === 0 ? html`no fields are named` : joinHtml(fields.map(code), ', '),
    ),
    factLine('Sensitivity', html`${sensitivity + 1} (1 is the lowest)`),
    ...(agent.length === 0 ? [] : [factLine('Agents need', joinHtml(agent.map(word), ', '))]),
  ]
}

const factsOfAction = ({ notify }: { readonly notify: readonly string[] }): readonly Html[] => [
  factLine(
    'Who is told',
    notify.length === 0
      ? html`nobody`
      : joinHtml(
          notify.map((to) => word(codeInWords(to))),
          ', ',
        ),
  ),
]

const factLine = (title: string, body: Html): Html =>
  html`<div><dt>${title}</dt><dd>${body}</dd></div>`

/** What regulations call a kind of data or action, in plain words; a kind without a line stands for itself. */
const KINDS: Readonly<Record<string, string>> = {
  phi: 'health information',
  pan: 'card number',
  sad: 'card code or PIN',
  cpni: 'telephone service records',
  cpni_call_detail: 'records of calls',
  special: 'special categories of personal data',
  know_categories: 'which data we hold',
  know_specific: 'a copy of the data',
}

const sayKind = (kind: string): Html => {
  const said = KINDS[kind]
  return said === undefined ? code(kind) : html`${word(said)} ${code(kind)}`
}
