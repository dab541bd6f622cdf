import type { VerdictTone } from '../cover/verdicts.js'
import { type Html, html, word } from '../html.js'
import type { CheckOutcome, PolicyFault, PolicyWarning } from './answer.js'

/** What is known so far of the text in the editor. */
export interface TextState {
  /** Whether everything asked was answered. */
  readonly isDone: boolean
  readonly mistakes: readonly PolicyFault[] | null
  readonly policy: {
    readonly name: string
    readonly version: number
    readonly digest: string
  } | null
  /** How many tests and invariants there are to answer. */
  readonly asked: Readonly<Record<CheckOutcome['about'], number>>
  readonly verdicts: readonly CheckOutcome[]
  /** What an author can hardly mean; `null` until it was looked for. */
  readonly doubts: readonly PolicyWarning[] | null
  /** Whether it takes so long that whoever waits should be told. */
  readonly isLong: boolean
  /** Why it was given up; `null` where it was not. */
  readonly givenUp: string | null
}

/** What is known before anything was answered. */
export const NOTHING_KNOWN: TextState = {
  isDone: false,
  mistakes: null,
  policy: null,
  asked: { test: 0, invariant: 0 },
  verdicts: [],
  doubts: null,
  isLong: false,
  givenUp: null,
}

/** Says in one line how far the answers are: nothing that is still computed is said to be well. */
export function sayProgress(known: TextState): string {
  const { isDone, isLong, givenUp, mistakes, policy, doubts } = known
  const waiting = isLong ? 'computing; this text takes a long time …' : 'computing …'
  if (givenUp !== null) return `Not computed: ${givenUp}`
  if (mistakes !== null) return `Does not compile: ${countOf(mistakes.length, 'mistake')}`
  if (policy === null) return isLong ? 'Computing; this text takes a long time …' : 'Computing …'
  const parts = ABOUT.map((about) => sayCount(known, about))
  const found = doubts === null ? [] : [countOf(doubts.length, 'finding')]
  return [...parts, ...found, isDone ? 'all computed' : waiting].join(' · ')
}

/**
 * Says how many of the tests or invariants are well, how many are not, and how many are still to
 * come.
 */
function sayCount({ asked, verdicts }: TextState, [about, done]: (typeof ABOUT)[number]): string {
  const known = verdicts.filter((verdict) => verdict.about === about)
  const good = known.filter(({ isGood }) => isGood).length
  const open = asked[about] - known.length
  const bad = known.length - good
  return `${good} of ${countOf(asked[about], about)} ${done}${bad > 0 ? `, ${bad} not` : ''}${open > 0 ? `, ${open} computing` : ''}`
}

// What there is to count, and what it is called where it is well.
const ABOUT = [
  ['invariant', 'proved'],
  ['test', 'passed'],
] as const

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/**
 * Tells whether what is known is bad, good so far as nothing is missing, or still open.
 *
 * A text about which something is still computed is never good.
 */
export function verdictTone({
  isDone,
  givenUp,
  mistakes,
  verdicts,
  doubts,
}: TextState): VerdictTone {
  const isBad = doubts?.some(({ isAdvice }) => !isAdvice) === true
  if (givenUp !== null || mistakes !== null || isBad || verdicts.some(({ isGood }) => !isGood))
    return 'bad'
  return isDone ? 'good' : 'open'
}

/**
 * Renders mistakes, or tests and invariants with those that failed first, then what an author can
 * hardly mean. Words of the policy are escaped: they may be anything.
 */
export function renderKnown({ mistakes, verdicts, doubts }: TextState): Html {
  if (mistakes !== null) return html`<ul class="found">${mistakes.map(renderMistake)}</ul>`
  const bad = verdicts.filter(({ isGood }) => !isGood)
  const good = ABOUT.flatMap(([about]) =>
    verdicts.filter((verdict) => verdict.isGood && verdict.about === about),
  )
  return html`<ul class="found">${bad.map(renderVerdict)}${(doubts ?? []).map(renderDoubt)}${good.map(renderVerdict)}</ul>`
}

/**
 * Renders where something stands. The place is a button, because it leads into the editor; what
 * leads nowhere is none.
 */
const placeOf = (line: number | undefined, column: number | undefined): Html => {
  if (line === undefined) return html`<span class="place"></span>`
  const place = column === undefined ? String(line) : `${line}:${column}`
  return html`<button type="button" class="place" data-line="${line}" data-column="${column ?? 1}" aria-label="${place}, go to this line">${place}</button>`
}

const renderMistake = ({ line, column, says }: PolicyFault): Html =>
  html`<li class="bad">${placeOf(line, column)}<div><b>mistake</b> ${word(says)}</div></li>`

const renderDoubt = ({ line, column, says, isAdvice }: PolicyWarning): Html =>
  html`<li class="${isAdvice ? 'open' : 'bad'}">${placeOf(line, column)}<div><b>${isAdvice ? 'advice' : 'finding'}</b> ${word(says)}</div></li>`

const renderVerdict = ({ name, line, isGood, word: said, details, example }: CheckOutcome): Html =>
  html`<li class="${isGood ? 'good' : 'bad'}">${placeOf(line, undefined)}<div><b>${said}</b> ${word(name)}${details.map(
    (detail) => html`<p>${word(detail)}</p>`,
  )}${example === undefined ? null : html`<details open><summary>a smallest counterexample</summary><pre tabindex="0">${example}</pre></details>`}</div></li>`
