import {
  type Cause,
  type Causes,
  describeExtent,
  isUnchanged,
  type PolicyDiff,
  sayCausesOf,
  sayPlace,
  type TextChange,
} from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import type { Result } from '../../model/index.js'
import { type Html, html, joinHtml, word } from '../html.js'
import { sayRiskValue } from '../renderProtection.js'
import { codeInWords } from '../say.js'
import { renderLines } from './renderLines.js'
import { renderRegions } from './renderRegions.js'

/** An earlier policy, what the one at hand decides otherwise, and which of its lines that comes from. */
export interface PolicyComparison {
  /** The earlier policy. */
  readonly policy: CompiledPolicy
  /** What is decided otherwise, or why it could not be compared. */
  readonly compared: Result<PolicyDiff>
  /** Absent where it was not looked for. */
  readonly causes?: Causes
}

/**
 * Renders what a policy decides otherwise than an earlier one, by the line of the policy that it
 * comes from, and every other change in a block of its kind. `channels` are all that there are.
 *
 * That it could not be compared is said in the place of what changed: an empty section would be
 * good news.
 */
export function renderComparison(
  { policy, compared, causes: known }: PolicyComparison,
  channels: readonly string[],
): Html {
  const title = html`<h2 id="comparison">Changes since ${word(policy.name)} version ${policy.version}</h2>`
  if (!compared.ok)
    return html`<section aria-labelledby="comparison">${title}<p class="bad"><b>Not compared</b>: ${codeInWords(compared.issues[0]?.code ?? 'unknown')}. It is not known what changed.</p></section>`
  const { regions, changes, notCompared } = compared.value
  const { causes, idle } = known ?? { causes: [], idle: [] }
  return html`<section aria-labelledby="comparison">${title}${summarizeChanges(compared.value)}${
    notCompared.length === 0
      ? null
      : html`<ul class="findings">${notCompared.map(({ about, why }) => html`<li class="bad"><b>not compared</b> ${word(about)}, because ${word(why)}</li>`)}</ul>`
  }${known === undefined ? renderRegions(regions, channels) : causes.filter((cause) => cause.regions.length > 0).map((cause) => renderCause(cause, channels))}${[
    ...new Set(changes.map(({ about }) => about)),
  ].map(
    (about) =>
      html`<h3>${BLOCKS[about]}</h3><ul class="findings">${changes
        .filter((change) => change.about === about)
        .map((change) => renderChange(change, causes))}</ul>`,
  )}${
    idle.length === 0
      ? null
      : html`<h3>Changed lines that change no decision</h3><p>Another rule asks the same, or nothing uses them.</p>${renderLines(idle)}`
  }</section>`
}

/** Says in one sentence how many things changed, and over how many states that was looked at. */
function summarizeChanges(compared: PolicyDiff): Html {
  if (isUnchanged(compared)) return html`<p>No decision changes${describeExtent(compared)}.</p>`
  const { regions, changes, states } = compared
  const all = [...regions, ...changes]
  const counts = COUNTED.flatMap((change) => {
    const count = all.filter((one) => one.change === change).length
    return count === 0 ? [] : [html`<b>${count}</b> ${change}`]
  })
  const extent = states === 0 ? '' : `, over ${states.toLocaleString('en')} states`
  return counts.length === 0
    ? html`<p>Nothing changed in what could be compared${extent}.</p>`
    : html`<p>${joinHtml(counts, ', ')}${extent}.</p>`
}

/**
 * In the order of what a reviewer has to look at. A change that may be either is counted apart,
 * because it may be looser.
 */
const COUNTED = ['looser', 'changed', 'rerouted', 'stricter'] as const

/** Renders one cause: the lines that changed, and what is decided otherwise because of them. */
function renderCause({ lines, regions }: Cause, channels: readonly string[]): Html {
  const isOne = lines.length === 1 && lines[0]?.keys.length === 1
  return html`<article class="cause">${isOne ? html`<h3 class="unseen">${titleOf(lines)}</h3>` : html`<h3>${titleOf(lines)}</h3>`}${renderLines(lines)}${renderRegions(regions, channels)}</article>`
}

/**
 * Names the lines that a change comes from. A policy that did not change at all may still
 * decide otherwise, where a pack or the program did.
 */
function titleOf(lines: Cause['lines']): string {
  const [first, ...others] = lines
  if (first === undefined)
    return 'No line of the policy changed: a pack or the program itself changed'
  return others.length > 0 ? `From ${lines.length} lines together` : `From ${sayPlace(first)}`
}

/** What each block of other changes is called, by what they are about. */
const BLOCKS: Readonly<Record<TextChange['about'], string>> = {
  field: 'Fields',
  kind: 'Kinds of data',
  agent: 'Training of agents',
  notice: 'Notices',
  redaction: 'Redaction',
  identifier: 'Custom identifiers',
  refusal: 'Refused evidence',
  issuer: 'Issuers of logins',
  risk: 'Risk settings',
  channel: 'Custom channels',
  knowledge: 'Knowledge checks',
  region: 'Regions of phone numbers',
  role: 'Roles of agents',
  break_glass: 'Breaking the glass',
  counter: 'Counters',
  allow: 'Values that are shown',
  step_up: 'Step-up',
  offer: 'What a step-up asks for',
  route: 'Routes',
  class: 'Data classes',
  action: 'Actions',
}

/** Renders one change that is no decision, old and new. */
function renderChange(change: TextChange, causes: readonly Cause[]): Html {
  const places = sayCausesOf(causes, change)
  // A setting is compared as a number, and read as what it means.
  const say = (value: string): string =>
    change.about === 'risk' ? sayRiskValue(change.name, value) : codeInWords(value)
  return html`<li><b class="change">${change.change}</b> ${word(change.name)}: <s class="was">${word(say(change.before))}</s> → <span class="now">${word(say(change.after))}</span>${
    places === '' ? null : html` <span class="at">${places}</span>`
  }</li>`
}
