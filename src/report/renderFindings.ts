import {
  givenOf,
  percentOf,
  printTest,
  type Situation,
  type TestOutcome,
} from '../analysis/index.js'
import { printLink, SAMPLE_MESSAGE } from './desk/deskState.js'
import type { Findings, ProofFinding } from './findings.js'
import { type Html, html, word } from './html.js'
import { codeInWords } from './say.js'

/** Renders what was proved or refuted, the tests, and how much of the policy they reach. */
export function renderFindings({ proofs, tests, coverage }: Findings): Html {
  const passed = tests.filter((test) => test.passed).length
  const proved = proofs.filter(isProved).length
  const percent = Math.floor(percentOf(coverage.seen, coverage.all))
  return html`<section aria-labelledby="proofs"><h2 id="proofs">Proofs and tests</h2>
<h3>Invariants: ${proved} of ${proofs.length} proved</h3><p>Proved means that it holds in every state, not only in samples.</p><ul class="findings">${[...proofs].sort(failedFirst).map(renderProof)}</ul>${proofs.length === 0 ? html`<p>The policy has no invariants, so nothing was proved.</p>` : null}
<h3 id="tests">Tests: ${passed} of ${tests.length} passed</h3>${
    passed === tests.length
      ? null
      : html`<ul class="findings">${tests.filter((test) => !test.passed).map(renderTest)}</ul>`
  }${
    passed === 0
      ? null
      : html`<details><summary>Tests that passed</summary><ul class="findings">${tests
          .filter((test) => test.passed)
          .map(renderTest)}</ul></details>`
  }
<h3 id="coverage">Coverage: ${percent} %</h3><p><meter min="0" max="100" value="${percent}" aria-labelledby="coverage">${percent} %</meter> ${coverage.seen} of ${coverage.all} outcomes of rules, conditions and routes are seen by a test.</p></section>`
}

/**
 * Shows one test: what did not come out as it should, and the engagement, folded away where
 * all is well.
 */
const renderTest = ({ name, passed, mismatches, situation }: TestOutcome): Html =>
  html`<li class="${passed ? 'good' : 'bad'}"><b>${passed ? 'passed' : 'failed'}</b> ${word(name)}${mismatches.map(
    ({ subject, expected, actual }) =>
      html`<p>${word(subject)}: expected ${word(expected)}, decided ${word(actual)}</p>`,
  )}${passed ? showSituation('given', situation) : showOnDesk('given', situation)}</li>`

/** Sorts what failed before what holds, because it is read first. */
const failedFirst = (one: ProofFinding, other: ProofFinding): number =>
  Number(isProved(one)) - Number(isProved(other))

/**
 * Tells whether an invariant holds for every engagement. What could not be decided does not
 * count as proved.
 */
const isProved = (proof: ProofFinding): boolean => proof.type === 'decided' && proof.holds

/** Shows one invariant: that it is proved, or a smallest engagement that breaks it. */
function renderProof(proof: ProofFinding): Html {
  if (proof.type === 'undecided')
    return html`<li class="bad"><b>not decided</b> ${word(proof.name)} <span class="count">${codeInWords(proof.code)}</span></li>`
  const states = html`<span class="count">${proof.states.toLocaleString('en')} states</span>`
  return proof.holds
    ? html`<li class="good"><b>proved</b> ${word(proof.name)} <span class="count">every state</span></li>`
    : html`<li class="bad"><b>${proof.verdict === 'refuted' ? 'refuted' : 'not proved'}</b> ${word(proof.name)} ${states}${
        proof.counterexample === undefined
          ? null
          : showOnDesk('a smallest counterexample', proof.counterexample, true)
      }</li>`
}

/** Shows an engagement as a test row would give it: folded away, or open where it is of something that failed. */
export const showSituation = (title: string, situation: Situation, isOpen = false): Html =>
  html`<details${isOpen ? OPEN : null}><summary>${title}</summary><pre tabindex="0" dir="ltr">${printGiven(situation)}</pre></details>`

/** Shows an engagement with a link that puts it on the desk. */
export const showOnDesk = (title: string, situation: Situation, isOpen = false): Html =>
  html`${showSituation(title, situation, isOpen)}<p class="to-desk"><a href="${printLink({ given: givenOf(situation), message: SAMPLE_MESSAGE })}">Open it in “What if”</a></p>`

/** The attribute of a fold that is open from the start. */
const OPEN = html` open`

/** Prints an engagement as the lines of a test row between its name and what it expects. */
const printGiven = (situation: Situation): string =>
  printTest({ name: 'given', given: givenOf(situation), expect: {} })
    .split('\n')
    .slice(1, -2)
    .join('\n')
