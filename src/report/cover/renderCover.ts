import { mostAsked } from '../../analysis/index.js'
import { levelOf } from '../../model/index.js'
import { listChannels } from '../grid/rowHead.js'
import { type Html, html, word, words } from '../html.js'
import type { Matrix } from '../matrix.js'
import { cardBehind, type RuleCard, ruleBehind } from '../ruleCards.js'
import { codeInWords, sayRequirement } from '../say.js'
import type { Topic } from '../topics.js'
import { type Allowance, riskiestOf } from './riskiest.js'
import { type CoverVerdict, toneOf, type VerdictTone } from './verdicts.js'

/**
 * Renders the first screen: what holds and what does not, and the riskiest things that are allowed.
 *
 * `sections` are those that the page has: a verdict whose section is not there leads nowhere.
 */
export function renderCover(
  verdicts: readonly CoverVerdict[],
  matrix: Matrix,
  cards: readonly RuleCard[],
  sections: readonly string[],
): Html {
  const tone = toneOf(verdicts)
  const allowed = riskiestOf(matrix)
  const { untold, unsure } = matrix
  return html`<section class="cover" aria-labelledby="cover"><h2 id="cover">At a glance</h2><div class="strip ${tone}"><p><b>${SUMS[tone]}</b></p><ul>${verdicts.map(
    (verdict) => renderVerdict(verdict, sections),
  )}</ul></div><h3>The riskiest things it allows</h3>${
    allowed.length === 0
      ? html`<p>Nobody is given anything.</p>`
      : html`<ol class="riskiest">${allowed.map((one) => renderAllowance(one, cards))}</ol><p class="count">The order: how much is given, how sensitive it is, and how little trust is enough.</p>`
  }${untold.length === 0 ? null : html`<p class="bad">Not checked: ${words(untold)}.</p>`}${unsure.length === 0 ? null : html`<p class="bad">Not checked to the end, so more may be given than the table says: ${words(unsure)}.</p>`}</section>`
}

/** What the strip says as a whole. */
const SUMS: Readonly<Record<VerdictTone, string>> = {
  good: 'Everything that was checked is correct.',
  open: 'Nothing failed. Read what is marked before you sign.',
  bad: 'Something failed, or could not be checked.',
}

/** A sign for each tone, because colour alone is not seen by everybody (WCAG 2.2, 1.4.1). */
const MARKS: Readonly<Record<VerdictTone, string>> = { good: '✓', open: '?', bad: '✗' }

function renderVerdict(
  { title, says, tone, section }: CoverVerdict,
  sections: readonly string[],
): Html {
  const name = html`<span aria-hidden="true">${MARKS[tone]}</span> ${title}`
  return html`<li class="${tone}">${
    sections.includes(section) ? html`<a href="#${section}">${name}</a>` : html`<b>${name}</b>`
  }<span>${says}</span></li>`
}

/**
 * Renders one thing that is allowed as a sentence: to whom, what, on which channels, and
 * what it takes.
 */
function renderAllowance({ topic, given, rank, channels }: Allowance, cards: readonly RuleCard[]) {
  const card = cardBehind(cards, topic.name, given)
  const takes = mostAsked(ruleBehind(topic, given)?.requires ?? [], (one) => one)
  return html`<li>Whoever is <b>${levelOf(rank)}</b> ${GIVEN[given] ?? codeInWords(given)} ${nameOf(topic)} ${sayWhere(channels)}. <span class="takes">It takes: ${
    takes.length === 0
      ? 'nothing'
      : takes.map((one, at) => html`${at === 0 ? '' : ', and '}${sayRequirement(one)}`)
  }.</span> <a class="to-rule" href="#${card?.id ?? 'rules'}">The rule for ${word(codeInWords(topic.name))}</a></li>`
}

const nameOf = ({ name }: Topic): Html => html`<b>${word(codeInWords(name))}</b>`

/**
 * What somebody is given, as the verb of a sentence. An answer that is not here gives nothing, or
 * only takes what they say.
 */
const GIVEN: Readonly<Record<string, string>> = {
  full: 'is told in full:',
  masked: 'is told a part (such as the last digits) of:',
  confirm: 'is told whether what they say is right:',
  deliver_to_record: 'can have sent to the address on file:',
  allow: 'can have done:',
}

/** More than three channels are counted, because a list of names would hide the sentence. */
const sayWhere = (channels: readonly string[]): Html =>
  channels.length > 3 ? html`on ${channels.length} channels` : html`on ${listChannels(channels)}`
