import { engagementOf, type MutationReport, type OnProgress } from '../analysis/index.js'
import type { CompiledPolicy } from '../decide/index.js'
import type { Result } from '../model/index.js'
import {
  buildPolicy,
  type Invariant,
  type PolicyDocument,
  type PolicyTest,
} from '../policy/index.js'
import { CHANGES_STYLE } from './changes/changesStyle.js'
import { type PolicyComparison, renderComparison } from './changes/renderComparison.js'
import { renderCover } from './cover/renderCover.js'
import { verdictsOf } from './cover/verdicts.js'
import { DESK_STYLE } from './desk/deskStyle.js'
import { findingsOf } from './findings.js'
import { type Html, html, pageHead, raw, word } from './html.js'
import { type Matrix, matrixOf } from './matrix.js'
import { printStyle } from './printStyle.js'
import { type DeskScript, type DeskWorkflow, renderDesk } from './renderDesk.js'
import { renderFindings } from './renderFindings.js'
import { renderMatrix } from './renderMatrix.js'
import { renderMutants } from './renderMutants.js'
import { renderProtection } from './renderProtection.js'
import { RAMP_STYLE } from './renderRamp.js'
import { renderRedaction } from './renderRedaction.js'
import { renderRoutes } from './renderRoutes.js'
import { renderRules } from './renderRules.js'
import { renderTraining } from './renderTraining.js'
import { renderReview } from './review/renderReview.js'
import type { Review } from './review/review.js'
import { type SignatureStanding, standingOf } from './review/reviewStanding.js'
import { ruleCardsOf } from './ruleCards.js'
import { STYLE } from './style.js'

/** A policy with what its document holds besides. */
export interface ReportSource {
  /** What decides. */
  readonly policy: CompiledPolicy
  /** What was written: its description, and what it would be without its packs. */
  readonly document: PolicyDocument
  /** The policy's own tests. */
  readonly tests: readonly PolicyTest[]
  /** What the policy promises for every engagement. */
  readonly invariants: readonly Invariant[]
}

/** What a report is made with. */
export interface ReportOptions {
  /** Gives the SHA-256 of UTF-8 text in base64: the page allows its own style and script by their hashes only. */
  sha256(text: string): string
  /** Hears how far the proofs have come, which are all of it that takes its time. */
  readonly onProgress?: OnProgress
  /** When the page was made, and by which version of the program; without it the page says neither. */
  readonly made?: { readonly date: string; readonly version: string }
  /** What `matrixFor` gives of the source, where it is worked out already: it takes seconds. */
  readonly matrix?: Matrix
  readonly script: string
  /** The script of the what-if desk; without it the page has none. */
  readonly desk?: DeskScript
  /** The workflow that tasks go through on the desk; without it the one that the routes make. */
  readonly workflow?: DeskWorkflow
  /** What became of every mutant of the policy; without it the page says nothing of them. */
  readonly mutants?: Result<MutationReport>
  /** The last review, and what its signature is worth. */
  readonly review?: { readonly review: Review; readonly signature: SignatureStanding }
  /** An earlier policy, what this one decides otherwise, and which of its lines that comes from. */
  readonly against?: PolicyComparison
}

/** Works out the matrix that a report shows: with the engagements of the policy's tests, and with what its packs tightened. */
export const matrixFor = ({ policy, document, tests }: ReportSource): Matrix =>
  matrixOf(
    policy,
    tests.map(({ given }) => engagementOf(given)),
    policy.packs.length === 0 ? policy : buildPolicy({ ...document, packs: [] }),
  )

/**
 * Renders a policy as one page to look at: what each level opens, routes, proofs, tests, redaction, a sheet to teach
 * from, and a comparison with an earlier policy.
 *
 * Pure. The page loads nothing and sends nothing: its content security policy allows its own style and script by
 * hash. Every word of the policy is escaped and kept apart from the direction of the text around it.
 */
export function renderReport(source: ReportSource, options: ReportOptions): string {
  const { policy, document, tests, invariants } = source
  const { against, desk, script } = options
  const findings = findingsOf(policy, tests, invariants, options.onProgress)
  const matrix = options.matrix ?? matrixFor(source)
  const cards = ruleCardsOf(policy)
  const style = [STYLE, RAMP_STYLE, CHANGES_STYLE, DESK_STYLE, printStyle(policy)].join('')
  const scripts = [script, ...(desk === undefined ? [] : [desk.text])]
    .map((text) => `'sha256-${options.sha256(text)}'`)
    .join(' ')
  const csp = `default-src 'none'; style-src 'sha256-${options.sha256(style)}'; script-src ${scripts}; base-uri 'none'; form-action 'none'`
  const comparison = against === undefined ? null : renderComparison(against, channelsIn(matrix))
  const shown: Readonly<Record<string, boolean>> = {
    comparison: against !== undefined,
    desk: desk !== undefined,
    mutants: options.mutants !== undefined,
  }
  const sections = SECTIONS.map(([id]) => id).filter((id) => shown[id] !== false)
  const cover = renderCover(verdictsOf(findings, matrix, against?.compared), matrix, cards, [
    ...sections,
    'tests',
    'coverage',
  ])
  const standing =
    options.review === undefined
      ? undefined
      : standingOf(options.review.review, options.review.signature, policy, against)
  const title = `Policy ${policy.name.replaceAll(MARKS, '')}, version ${policy.version}`
  const page = html`${pageHead(csp, title, style)}
<body><a class="skip" href="#content">Skip to the content</a>
<header><h1>${word(policy.name)}</h1><p class="facts">Version ${policy.version}${packsOf(policy)}. <code>${policy.digest}</code></p>${sayParts(policy)}${sayMade(options)}${
    document.description === undefined ? null : html`<p>${word(document.description)}</p>`
  }</header>
<nav class="rail" aria-label="Sections"><ul>${SECTIONS.filter(([id]) => sections.includes(id)).map(
    ([id, title]) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>
<main id="content" tabindex="-1">${cover}${comparison}${renderMatrix(matrix, cards)}${renderFindings(findings)}${options.mutants === undefined ? null : renderMutants(options.mutants)}${renderProtection(policy)}${desk === undefined ? null : renderDesk(policy, desk, options.workflow, against?.policy)}${renderRoutes(policy)}${renderRedaction(policy)}${renderTraining(policy, matrix)}${renderRules(cards)}${renderReview(policy.digest, against?.policy.digest, standing)}</main>
<footer><p>Made by countersign from the policy only. The sources are notes by engineers, not legal advice.</p></footer>
<script>${raw(script)}</script></body></html>
`
  return page.markup
}

/** The sections in the order of the page, for the list at its side. */
const SECTIONS: readonly (readonly [id: string, title: string])[] = [
  ['cover', 'At a glance'],
  ['comparison', 'Changes'],
  ['matrix', 'Who sees what'],
  ['proofs', 'Proofs and tests'],
  ['mutants', 'Would the tests notice?'],
  ['protection', 'What else limits trust'],
  ['desk', 'What if'],
  ['routes', 'Routes'],
  ['redaction', 'Redaction'],
  ['training', 'For agents'],
  ['rules', 'Rules and sources'],
  ['review', 'Review'],
]

/**
 * The channels that the matrix knows; the channel of somebody who cannot be placed is none
 * to be listed.
 */
const channelsIn = ({ cells }: Matrix): readonly string[] =>
  [...new Set(cells.map(({ channel }) => channel))].filter((name) => name !== 'unknown')

/**
 * Names what the policy is made of besides: bases and packs of its own, each by its digest,
 * so that a reviewer sees which version of them went in.
 */
const sayParts = ({ parts = [] }: CompiledPolicy): Html | null =>
  parts.length === 0
    ? null
    : html`<p class="facts">It is also made of these parts:${parts.map(({ name, digest }) => html`<br>${word(name)}<br><code>${digest}</code>`)}</p>`

/**
 * Says when and by what the page was made; nothing where nobody said, so that a page can be
 * the same twice.
 */
const sayMade = ({ made }: ReportOptions): Html | null =>
  made === undefined
    ? null
    : html`<p class="facts">Made on ${made.date} by countersign ${made.version}.</p>`

/**
 * Characters that turn the direction of text, or hide (Unicode category Cf). The title of a
 * page is plain text, in which nothing can keep them apart.
 */
const MARKS = /\p{Cf}/gu

/** Names the packs, or says that there is none. */
const packsOf = ({ packs }: CompiledPolicy): string =>
  packs.length === 0 ? ', no packs' : `, with ${packs.join(', ')}`
