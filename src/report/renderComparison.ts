import {
  describeExtent,
  isUnchanged,
  type PolicyDiff,
  type Region,
  type TextChange,
} from '../analysis/index.js'
import type { CompiledPolicy } from '../decide/index.js'
import type { Result } from '../model/index.js'
import { type Html, html, word, words } from './html.js'
import { showOnDesk } from './renderFindings.js'
import { plain, saySpan } from './say.js'

/** Renders what a policy decides otherwise than an earlier one: what became looser first. */
export function renderComparison(before: CompiledPolicy, compared: Result<PolicyDiff>): Html {
  const title = html`<h2 id="comparison">Compared with ${word(before.name)} version ${before.version}</h2>`
  if (!compared.ok)
    return html`<section aria-labelledby="comparison">${title}<p class="bad">Not compared: ${plain(compared.issues[0]?.code ?? 'unknown')}.</p></section>`
  const { regions, changes, notCompared, states } = compared.value
  const count = (change: Region['change']): number =>
    regions.filter((region) => region.change === change).length
  const summary = isUnchanged(compared.value)
    ? html`<p>No decision changes${describeExtent(compared.value)}.</p>`
    : html`<p>${count('looser')} looser, ${count('stricter')} stricter, ${count('rerouted')} rerouted, over ${states.toLocaleString('en')} states.</p>`
  return html`<section aria-labelledby="comparison">${title}${summary}${notCompared.length === 0 ? null : html`<ul class="findings">${notCompared.map(({ about, why }) => html`<li class="bad"><b>not compared</b> ${about}, because ${why}</li>`)}</ul>`}<ul class="findings">${regions.map(renderRegion)}</ul>${[...new Set(changes.map(({ about }) => about))].map((about) => html`<h3>${BLOCKS[about]}</h3><ul class="findings">${changes.filter((change) => change.about === about).map(renderChange)}</ul>`)}</section>`
}

/** What each block of other changes is called, by what they are about. */
const BLOCKS: Readonly<Record<TextChange['about'], string>> = {
  field: 'Fields',
  kind: 'Kinds of data',
  agent: 'Training of agents',
  notice: 'Notices',
  redaction: 'Redaction',
  identifier: 'Identifiers of its own',
  refusal: 'Refused evidence',
  issuer: 'Issuers of logins',
  risk: 'Risk settings',
  channel: 'Channels of its own',
  knowledge: 'Checks of what somebody knows',
  region: 'Regions of phone numbers',
  allow: 'Values that are shown',
  step_up: 'What is offered as proof',
  route: 'Routes',
  class: 'Data classes',
  action: 'Actions',
}

const renderChange = ({ change, name, before, after }: TextChange): Html =>
  html`<li class="${change === 'stricter' ? 'good' : 'bad'}"><b>${change}</b> ${word(name)}: <span class="change">${word(plain(before))} → ${word(plain(after))}</span></li>`

const renderRegion = (region: Region): Html => {
  const { name, about, change, before, after, channels, write, read, states, example } = region
  return html`<li class="${TONES[change]}"><b>${change}</b> ${about === 'route' ? null : html`${word(name)}: `}<span class="change">${word(plain(before))} → ${word(plain(after))}</span> <span class="count">${states} states</span><p>Who asks: ${saySpan(write)}. Who reads: ${saySpan(read)}. On ${words(channels.map(plain))}.</p>${showOnDesk('for example', example)}</li>`
}

const TONES: Readonly<Record<Region['change'], string>> = {
  looser: 'bad',
  stricter: 'good',
  rerouted: 'moved',
}
