import { givenOf } from '../../analysis/index.js'
import type { CompiledPolicy, Requirement, Rule } from '../../decide/index.js'
import { mapParts } from '../../decide/index.js'
import { levelOf } from '../../model/index.js'
import { LEVEL_WORDS } from '../../twilio/outbound/index.js'
import { printLink, SAMPLE_MESSAGE } from '../desk/deskState.js'
import { sayEvidence } from '../desk/extraEvidence.js'
import { code, type Html, html, joinHtml, SELECTED, word, words } from '../html.js'
import { renderSource } from '../lawLinks.js'
import { renderRamp } from '../renderRamp.js'
import { ruleBehind, rulesBehind } from '../ruleCards.js'
import { codeInWords, sayName, showCondition } from '../say.js'
import { isActingKnown, type Topic, topicMeaning } from '../topics.js'
import { type CellQuestion, type Combination, combinationsOf } from './combinations.js'

/** A channel that the drawer can be turned to, and what the cell gives on it. */
export interface DrawerChannel {
  readonly channel: string
  /** What the cell gives on it. */
  readonly given: string
}

/**
 * So many combinations are listed; how many more there are is said. The smallest come first, so
 * those that are left out are larger or as large.
 */
const MOST_LISTED = 12

/**
 * Renders what stands behind a cell on one channel: what it takes as a sentence, the combinations of evidence that come
 * to it, whom a change is told to, the law, and a way to put each combination on the desk.
 */
export function renderDrawer(
  policy: CompiledPolicy,
  asked: CellQuestion,
  channels: readonly DrawerChannel[],
): Html {
  const { topic, rank, channel, given } = asked
  const level = levelOf(rank)
  return html`<header><h3 id="drawer-title">${word(codeInWords(topic.name))}, for somebody ${level}</h3><button type="button" id="drawer-close" aria-label="Close">✕</button></header>
<p class="meaning">${LEVEL_WORDS[level]}. ${codeInWords(topic.name) === topic.name ? null : code(topic.name)}</p>
<p><label for="drawer-channel">On</label> <select id="drawer-channel">${channels.map(
    (one) =>
      html`<option value="${one.channel}"${one.channel === channel ? SELECTED : null}>${sayName(one.channel)}: ${sayName(one.given)}</option>`,
  )}</select></p>
<p class="drawer-given">${renderRamp(given)}: ${topicMeaning(topic, given)}.</p>
${renderTakes(asked)}${renderForOthers(policy, asked)}${renderCombinations(asked, combinationsOf(policy, asked))}${renderNotices(topic)}${renderLaw(asked)}`
}

/**
 * Finds the rule to tell: the one that gives what the cell gives, or else the least that would give
 * something.
 */
const rulesOf = ({
  topic,
  given,
}: CellQuestion): { readonly rule: Rule | null; readonly isGiven: boolean } => {
  const rule = ruleBehind(topic, given)
  return rule === null
    ? { rule: rulesBehind(topic)[0]?.[1] ?? null, isGiven: false }
    : { rule, isGiven: true }
}

/** Says what it takes, or what the least would take where nothing is given. */
function renderTakes(asked: CellQuestion): Html {
  const { rule, isGiven } = rulesOf(asked)
  const { topic } = asked
  const isDenied = topic.about === 'action' && topic.rule.denied
  if (isDenied || rule === null)
    return html`<h4>What it takes</h4><p>Nobody is given this in a conversation, whatever they prove.</p>`
  return html`<h4>${isGiven ? 'What it takes' : 'Not given here. The next step takes'}</h4><ul>${rule.requires.map(
    (one) => html`<li>${sayAsSentence(one)}</li>`,
  )}</ul>`
}

/**
 * Says what somebody who acts for another gets of it, and what that takes besides. Where the policy lets people act for
 * others, that nobody may here is said too; where it never does, there is nothing to say.
 */
function renderForOthers(policy: CompiledPolicy, asked: CellQuestion): Html | null {
  const { rule } = rulesOf(asked)
  const isDenied = asked.topic.about === 'action' && asked.topic.rule.denied
  if (!isActingKnown(policy) || rule === null || isDenied) return null
  const { representatives = [] } = rule
  return html`<h4>On behalf of somebody else</h4>${
    representatives.length === 0
      ? html`<p>Nobody gets this on behalf of another person.</p>`
      : html`<ul>${representatives.map(
          ({ as, requires }) =>
            html`<li>As ${words(as.map(codeInWords), ' or ')}, if the directory says so and they are verified. They never get more than the other person. ${joinHtml(requires.map(sayAsSentence), ' ')}</li>`,
        )}</ul>`
  }`
}

/**
 * Says a requirement as a sentence: who has to be how sure, and what is asked of the proof. Each
 * part says itself, by its own descriptor.
 */
export function sayAsSentence(requirement: Requirement): Html {
  const { write, read, rule } = requirement
  const who =
    rule === undefined
      ? html`This policy asks`
      : html`The rule <span class="pack">${word(rule)}</span> asks`
  const reads =
    read === 0
      ? null
      : html`, and that everyone who would read it is at least <b>${levelOf(read)}</b>`
  const parts = mapParts(requirement, (part, value) =>
    part.say(value, (when) => showCondition(when).markup.replaceAll(/<[^>]*>/g, '')),
  )
  return html`${who} that whoever writes is at least <b>${levelOf(write)}</b>${reads}${
    parts.length === 0 ? null : html`; also ${joinHtml(parts.map(word), '; ')}`
  }.`
}

/**
 * Lists the smallest sets of evidence that come to the cell, and says so where none was found.
 *
 * Where the solver found one, it may hold more than it needs, and that is said.
 */
function renderCombinations(
  { topic, rank, given }: CellQuestion,
  combinations: readonly Combination[],
): Html {
  const isOpen = ruleBehind(topic, given) !== null
  const title = isOpen ? 'What is enough' : `Who is ${levelOf(rank)} here`
  if (combinations.length === 0)
    return html`<h4>${title}</h4><p>No evidence was found that leads to this level.</p>`
  const more = combinations.length - MOST_LISTED
  const intro = combinations.every(({ isSmallest }) => isSmallest)
    ? 'The smallest combinations come first. In each, every part is needed.'
    : 'No usual combination is enough. This one is, but it may hold more than is needed:'
  return html`<h4>${title}</h4><p class="count">${intro}</p><ol class="combinations">${combinations
    .slice(0, MOST_LISTED)
    .map(renderCombination)}</ol>${more > 0 ? html`<p class="count">And ${more} more.</p>` : null}`
}

/** One set of evidence in words, with a link that puts it on the desk. */
const renderCombination = ({ titles, situation }: Combination): Html => {
  const given = givenOf(situation)
  const said =
    titles.length > 0 ? titles : (given.evidence ?? []).map((item) => sayEvidence(item, given))
  return html`<li>${
    said.length === 0
      ? html`nothing but the address they write from`
      : words(said.map(codeInWords), ' + ')
  } <a class="try" href="${printLink({ given, message: SAMPLE_MESSAGE })}">Try this</a></li>`
}

/** Says who is told of it and which agents may handle it; nothing where nobody is named. */
function renderNotices(topic: Topic): Html | null {
  const told = topic.about === 'action' ? topic.rule.notify : []
  const trained = topic.about === 'class' ? topic.rule.agent : []
  if (told.length + trained.length === 0) return null
  return html`<h4>Notices</h4><ul>${
    told.length === 0 ? null : html`<li>Who is told: ${words(told.map(codeInWords))}.</li>`
  }${trained.length === 0 ? null : html`<li>Only agents with this training: ${words(trained)}.</li>`}</ul>`
}

/** Lists the law behind the rule, each as a link to its text. */
function renderLaw(asked: CellQuestion): Html | null {
  const sources = rulesOf(asked).rule?.sources ?? []
  return sources.length === 0
    ? null
    : html`<h4>The law</h4><ul>${sources.map((source) => html`<li>${renderSource(source)}</li>`)}</ul>`
}
