import { printTest, testOf } from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { type Audience, type Decision, levelOf, type Rank, type Result } from '../../model/index.js'
import { redactText } from '../../redaction/index.js'
import {
  type AgentPanel,
  LEVEL_WORDS,
  type PanelLine,
  toAgentPanel,
} from '../../twilio/outbound/index.js'
import { type Html, html, word, words } from '../html.js'
import { codeInWords, sayName, showTime } from '../say.js'
import { attributesOf, decideDesk } from './decideDesk.js'
import { type DeskState, SAMPLE_MESSAGE } from './deskState.js'
import { drawNoWay, drawWay } from './drawWay.js'
import { deskCallers, evidenceKit, purposeIn } from './evidenceKit.js'
import { extraEvidence } from './extraEvidence.js'
import { holdsOtherFacts } from './factFields.js'
import { followTask, lanesOf, type NamedWorkflow } from './followTask.js'
import { drawPath } from './pathPicture.js'
import { renderBeside } from './renderBeside.js'
import { renderClaims } from './renderClaims.js'

/** Says the decision in one line, for a screen reader to read out at every change. */
export const summarizeDecision = ({ trust, route, validUntil }: Decision): string =>
  `${trust.level}, route ${route.id}${validUntil === null ? '' : `, until ${showTime(validUntil)}`}`

/**
 * Renders everything that follows from what is on the desk: first what an agent would see, then how
 * it came about, down to the decision as JSON. With `old` both policies decide, side by side.
 * `lanes` is the workflow that the task goes through.
 */
export function renderResult(
  policy: CompiledPolicy,
  state: DeskState,
  lanes: Result<NamedWorkflow> = lanesOf(policy),
  old: CompiledPolicy | null = null,
): Html {
  const decided = decideDesk(policy, state)
  const { printed: decision, at } = decided
  // The panel is made of the task's attributes, as it is on an agent's desktop: nothing else
  // reaches it there.
  const panel = toAgentPanel(attributesOf(decided), at)
  const { trust } = decision
  const alarms = trust.caps.filter(({ max }) => max <= MOST_UNDER_ALARM)
  return html`${sayWritten(policy, state)}${
    alarms.length === 0
      ? null
      : html`<p class="alarm"><b>Alarm</b>: ${words([...new Set(alarms.map(({ code }) => codeInWords(code)))])}. Whatever they prove, their trust is capped at ${levelOf(mostUnder(alarms))}.</p>`
  }<h3>What the agent sees</h3>${renderPanel(panel, alarms.length > 0)}${old === null ? null : renderBeside(old, policy, state)}<div class="verdict"><p class="level level-${trust.rank}"><b>${trust.level}</b> ${LEVEL_WORDS[trust.level]}. Who reads: ${trust.read} of 4. Record: ${trust.resolution}.</p>${drawPath(trust)}${
    trust.caps.length === 0
      ? null
      : html`<p>Capped by ${words([...new Set(trust.caps.map(({ code, max }) => `${codeInWords(code)} (at most ${max})`))])}.</p>`
  }${sayActing(decision)}</div>
<div class="pair"><div><h3>May be said</h3><dl class="given-list">${renderGiven(decision.disclosure)}</dl></div><div><h3>May be done</h3><dl class="given-list">${renderGiven(decision.actions)}</dl></div></div>
<h3>Where the task goes</h3>${
    lanes.ok ? drawWay(followTask(lanes.value, decided)) : drawNoWay(lanes.issues)
  }
<h3>Step-up</h3>${renderStepUp(decision)}
<h3>Valid until</h3><p>${
    decision.validUntil === null
      ? html`No known time changes it.`
      : html`<time datetime="${decision.validUntil}">${showTime(decision.validUntil)}</time> <button type="button" id="desk-jump" value="${decision.validUntil}">Go to that time</button>`
  }</p>
<h3>Why</h3>${renderReasons(decision)}
${renderClaims(decided)}
<h3>The message, as each audience sees it</h3><dl class="seen">${renderMessages(policy, decision, state.message)}</dl>
<details><summary>As a test row</summary><pre tabindex="0" dir="ltr">${printTest(testOf(decided.given, decision))}</pre></details>
<details><summary>The decision as JSON</summary><pre tabindex="0" dir="ltr" id="desk-decision">${JSON.stringify(decision, null, 1)}</pre></details>`
}

/**
 * Says who acts for whom. Who acts is the record that was found, and for whom is what the
 * directory says; what they only say names nobody.
 */
function sayActing({ acting, trust }: Decision): Html | null {
  if (acting === undefined) return null
  const who = trust.customer === null ? 'Whoever writes' : trust.customer
  return acting.subject === null
    ? html`<p class="acting">They say that they write for somebody else, but no evidence shows it (see Why). So nothing is given on behalf of that person.</p>`
    : html`<p class="acting">${word(who)} acts for <b>${word(acting.subject)}</b> as ${words(acting.as.map(codeInWords), ' and ')}: what is said and done is about ${word(acting.subject)}, and no more than they would be given themselves.</p>`
}

/** A cap that leaves this or less is an alarm, and not a matter of asking for one more proof. */
const MOST_UNDER_ALARM = 1

/** Gives the level that alarms leave. */
const mostUnder = (alarms: readonly { readonly max: Rank }[]): Rank =>
  alarms.some(({ max }) => max === 0) ? 0 : MOST_UNDER_ALARM

/**
 * Warns that the link holds somebody's words, and is not to be sent to everybody. What the
 * desk itself put there is of nobody.
 *
 * A link is easily sent on, and the words in it are somebody's.
 */
function sayWritten(policy: CompiledPolicy, { given, message }: DeskState): Html | null {
  const { address, claims, intent = {}, subject, readers } = given
  const kit = evidenceKit(policy, { ...given, purpose: purposeIn(given) })
  const isOurs = deskCallers(policy).some((caller) => caller.address === address)
  const isWritten =
    message !== SAMPLE_MESSAGE ||
    claims !== undefined ||
    subject !== undefined ||
    intent.payee !== undefined ||
    (readers ?? []).length > 0 ||
    holdsOtherFacts(policy, given) ||
    extraEvidence(given, kit).length > 0 ||
    !isOurs
  return isWritten
    ? html`<p class="written">The address of this page holds what somebody wrote. Think before you share it.</p>`
    : null
}

const renderGiven = (answers: Readonly<Record<string, string>>): readonly Html[] =>
  Object.entries(answers).map(
    ([name, given]) =>
      html`<div><dt>${word(name)}</dt><dd class="${given}">${codeInWords(given)}</dd></div>`,
  )

/** Lists what would open more; that nothing would is said. */
const renderStepUp = ({ stepUp }: Decision): Html =>
  stepUp.length === 0
    ? html`<p>No method of this business would open more.</p>`
    : html`<ul>${stepUp.map(
        ({ methods, opens, channel }) =>
          html`<li><b>${words(methods.map(codeInWords), ' and ')}</b>${channel === undefined ? null : html` on ${word(sayName(channel))}`} would open ${words(opens)}</li>`,
      )}</ul>`

/** Lists why something was held back, by code, with the rule of the pack where it is one. */
const renderReasons = ({ reasons }: Decision): Html =>
  reasons.length === 0
    ? html`<p>Nothing was withheld.</p>`
    : html`<ul>${reasons.map(
        ({ code, at, rule }) =>
          html`<li>${word(codeInWords(code))}${at === undefined ? null : html` <code>${word(at)}</code>`}${rule === undefined ? null : html` <span class="pack">${word(rule)}</span>`}</li>`,
      )}</ul>`

/**
 * The audiences that are shown, in the order of who sees a message first. What Insights and Memory
 * hold is as the log.
 */
const SEERS: readonly Audience[] = ['customer', 'agent', 'bot', 'log']

/** Shows the message as each audience sees it, by the rules of this decision. */
const renderMessages = (
  policy: CompiledPolicy,
  { redaction }: Decision,
  message: string,
): readonly Html[] =>
  SEERS.map((audience) => {
    const { regions, allow = [] } = policy
    const { text } = redactText(message, redaction[audience], { regions, allow })
    return html`<div><dt>${audience}</dt><dd id="seen-${audience}"><bdi>${text}</bdi></dd></div>`
  })

/**
 * Shows the panel as an agent sees it beside the conversation. Lists that are empty are left out,
 * as they are there.
 */
const renderPanel = (
  { badge, mayBeSaid, missing, askNext, why }: AgentPanel,
  isAlarm: boolean,
): Html => {
  const list = (title: string, lines: readonly PanelLine[]): Html | null =>
    lines.length === 0
      ? null
      : html`<div><h4>${title}</h4><ul>${lines.map(({ text }) => html`<li>${word(text)}</li>`)}</ul></div>`
  return html`<div class="panel ${isAlarm ? 'stop' : badge.tone}"><p><b>${badge.text}</b></p><div class="columns">${list('May be said', mayBeSaid)}${list('Not now', missing)}${list('Ask next', askNext)}${list('Why', why)}</div></div>`
}
