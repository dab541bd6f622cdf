import type { CompiledPolicy } from '../../decide/index.js'
import type { Decision } from '../../model/index.js'
import { type Html, html, word, words } from '../html.js'
import { renderRamp } from '../renderRamp.js'
import { codeInWords, showTime } from '../say.js'
import { decideOn } from './decideDesk.js'
import type { DeskState } from './deskState.js'

interface BesideRow {
  /** What is answered: a class, an action, the route. */
  readonly name: Html
  /** What the older policy answers. */
  readonly before: Html
  /** What the present policy answers. */
  readonly after: Html
  /** Whether the two differ. */
  readonly isMoved: boolean
}

/**
 * Renders what an older policy decides of the same engagement, beside what the policy at hand does:
 * what differs first. The evidence is read by each policy for itself, so trust may differ as well.
 */
export function renderBeside(old: CompiledPolicy, policy: CompiledPolicy, state: DeskState): Html {
  const [before, after] = [decideOn(old, state), decideOn(policy, state)]
  const rows = rowsOf(before, after)
  const moved = rows.filter(({ isMoved }) => isMoved)
  const alike = rows.length - moved.length
  return html`<h3>Compared with the old policy</h3><p>${
    moved.length === 0
      ? 'Both versions decide the same here.'
      : html`<b class="change">${moved.length} of ${rows.length} answers differ.</b>`
  }</p>${
    moved.length === 0
      ? null
      : html`<div class="beside"><table><thead><tr><th scope="col">What</th><th scope="col">Old, version ${old.version}</th><th scope="col">New, version ${policy.version}</th></tr></thead><tbody>${moved.map(
          renderRow,
        )}</tbody></table></div>`
  }${
    alike === 0
      ? null
      : html`<details><summary>${alike} answers that are the same</summary><div class="beside"><table><thead><tr><th scope="col">What</th><th scope="col">Both</th></tr></thead><tbody>${rows
          .filter(({ isMoved }) => !isMoved)
          .map(
            ({ name, after: same }) => html`<tr><th scope="row">${name}</th><td>${same}</td></tr>`,
          )}</tbody></table></div></details>`
  }`
}

const renderRow = ({ name, before, after }: BesideRow): Html =>
  html`<tr class="moved-row"><th scope="row">${name}</th><td>${before}</td><td>${after}</td></tr>`

/** Lists everything that a decision answers, in the order in which the desk shows it. */
function rowsOf(before: Decision, after: Decision): readonly BesideRow[] {
  const row = (name: Html, say: (decision: Decision) => Html): BesideRow => {
    const [one, other] = [say(before), say(after)]
    return { name, before: one, after: other, isMoved: one.markup !== other.markup }
  }
  const named = (of: (decision: Decision) => Readonly<Record<string, string>>) =>
    [...new Set([before, after].flatMap((decision) => Object.keys(of(decision))))].map((name) =>
      row(word(name), (decision) => sayGiven(of(decision)[name])),
    )
  return [
    row(html`trust`, ({ trust }) => html`${trust.level}, who reads ${trust.read} of 4`),
    ...named(({ disclosure }) => disclosure),
    ...named(({ actions }) => actions),
    row(
      html`route`,
      ({ route }) => html`${word(route.id)} (${word(route.queue)}, ${route.priority})`,
    ),
    // Of many plans only those are shown that the other policy does not offer.
    row(
      html`step-up`,
      (decision) =>
        html`${plansOf(decision).filter(
          (plan) => !isIn(plan, decision === before ? after : before),
        )}`,
    ),
    row(html`until`, ({ validUntil }) =>
      validUntil === null ? html`no known time ends it` : html`${showTime(validUntil)}`,
    ),
  ]
}

/**
 * Says what is given. What only one of the two policies has is not the same as what it
 * withholds.
 */
const sayGiven = (given: string | undefined): Html =>
  given === undefined ? html`not declared` : renderRamp(given)

/** Says what a decision would take to open more, a plan each. */
const plansOf = ({ stepUp }: Decision): readonly Html[] => stepUp.map(sayPlan)

const isIn = ({ markup }: Html, other: Decision): boolean =>
  plansOf(other).some((plan) => plan.markup === markup)

/** Says a plan: what to prove, and what that opens. */
const sayPlan = ({ methods, opens }: Decision['stepUp'][number]): Html =>
  html`<div>${words(methods.map(codeInWords), ' and ')}: ${words(opens)}</div>`
