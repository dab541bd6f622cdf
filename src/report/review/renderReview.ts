import { type Html, html, word } from '../html.js'
import { REVIEW_CHECKLIST } from './review.js'
import { type ReviewStanding, sayCurrency, sayReviewer, saySignature } from './reviewStanding.js'

/**
 * Renders the review: what became of the last one, where there is one, and the checklist with its
 * lines for name, role, date and both digests, to be printed and signed by hand. A box is ticked
 * only while the policy is the very one that was reviewed.
 */
export function renderReview(
  digest: string,
  against: string | undefined,
  standing: ReviewStanding | undefined,
): Html {
  const isDone = (item: string): boolean =>
    standing?.isCurrent === true &&
    standing.review.checklist.some((line) => line.item === item && line.confirmed)
  return html`<section class="review" aria-labelledby="review"><h2 id="review">Review</h2>${
    standing === undefined
      ? html`<p>This page was made without a review.</p>`
      : renderLast(standing)
  }<h3>Checklist</h3><ul class="findings">${REVIEW_CHECKLIST.map(
    ({ item, says }) => html`<li>${isDone(item) ? '☑ confirmed: ' : '☐ '}${says}</li>`,
  )}</ul>
<dl class="sign">${LINES.map((line) => html`<div><dt>${line}</dt><dd></dd></div>`)}<div><dt>This policy</dt><dd><code>${digest}</code></dd></div><div><dt>Compared with</dt><dd>${
    against === undefined ? 'nothing: no older policy was given' : html`<code>${against}</code>`
  }</dd></div></dl></section>`
}

const LINES = ['Name', 'Role', 'Date', 'Signature'] as const

/**
 * Renders what the last review is worth. It speaks well of the page only while the policy is the
 * one that was reviewed and the signature was checked.
 */
const renderLast = (standing: ReviewStanding): Html =>
  html`<p class="${standing.isCurrent && standing.signature === 'good' ? 'good' : 'bad'}"><b>${word(sayReviewer(standing))}</b>; ${sayCurrency(standing)}; ${saySignature(standing)}.</p>${
    standing.changes === null || standing.changes.length === 0
      ? null
      : html`<ul class="findings">${standing.changes.map((change) => html`<li class="moved">${word(change)}</li>`)}</ul>`
  }`
