import { LEVELS, type Level, levelOf } from '../model/index.js'
import { ANSWER_WORDS, DISCLOSURE_WORDS, LEVEL_WORDS } from '../twilio/outbound/index.js'
import { listChannels, renderRowHead } from './grid/rowHead.js'
import {
  type Grid,
  type GridCell,
  type GridException,
  type GridRow,
  gridOf,
  isSplit,
  NOT_REACHED,
} from './grid/rows.js'
import { type Html, html, joinHtml } from './html.js'
import type { Matrix } from './matrix.js'
import { renderRamp } from './renderRamp.js'
import { cardBehind, type RuleCard } from './ruleCards.js'
import { sayName } from './say.js'
import type { Topic } from './topics.js'

/**
 * Renders the matrix: one table over all channels. A cell says what most channels give, and names
 * those that give something else.
 *
 * It is a grid to screen readers (ARIA Authoring Practices), and a plain table of links without a
 * script.
 */
export function renderMatrix(matrix: Matrix, cards: readonly RuleCard[]): Html {
  const grid = gridOf(matrix)
  return html`<section aria-labelledby="matrix"><h2 id="matrix">Who sees what</h2>
<p>Each cell is the most that anybody at that level can be given, over all ${matrix.states.toLocaleString('en')} states. Older proofs, and proofs for another purpose, give less. A cell holds for every channel except those that it names.</p>
<p class="on-channels">Channels: ${listChannels(grid.channels)}.</p>
<div class="tools"><label for="find-row">Find a row <input type="search" id="find-row" autocomplete="off" spellcheck="false"></label><label><input type="checkbox" id="only-split"> Only where channels differ</label><output id="found-rows"></output></div>
<div class="grid-box"><table role="grid" id="grid" aria-labelledby="matrix" aria-describedby="grid-help">${renderHead(grid)}${renderGroup(
    grid,
    'class',
    'What may be said',
    cards,
  )}${renderGroup(grid, 'action', 'What may be done', cards)}</table></div>
<p id="grid-help" class="legend">In the table the arrow keys move from cell to cell, and Enter opens one.</p>
${renderWords(matrix)}
<p class="legend"><span class="mark" aria-hidden="true">▲</span> a pack asks for more than the policy itself.</p>
<dialog id="drawer" aria-labelledby="drawer-title"></dialog><div id="tip" role="tooltip" hidden></div><p id="tip-next" hidden>Not given here. The next step takes:</p></section>`
}

/** The head of the table: a column for each level, with the channels on which nobody reaches it. */
const renderHead = ({ columns }: Grid): Html =>
  html`<thead><tr role="row"><td></td>${columns.map(
    ({ rank, unreached }) =>
      html`<th scope="col" role="columnheader"><b>${levelOf(rank)}</b> <span class="level-says">${LEVEL_SAYS[levelOf(rank)]}</span>${
        unreached.length === 0
          ? null
          : html` <span class="level-says">(not on ${listChannels(unreached)})</span>`
      }</th>`,
  )}</tr></thead>`

/** The same words that the agent's panel has for a level, so that both say one thing. */
const LEVEL_SAYS: Readonly<Record<Level, string>> = LEVEL_WORDS

/** Renders all rows about classes, or all about actions; nothing where there is none. */
function renderGroup(
  { rows, channels }: Grid,
  about: Topic['about'],
  title: string,
  cards: readonly RuleCard[],
): Html | null {
  const places = rows.flatMap((row, at) => (row.topic.about === about ? [{ row, at }] : []))
  if (places.length === 0) return null
  return html`<tbody><tr class="group" role="row"><th role="rowheader" scope="rowgroup" colspan="${LEVELS.length + 1}">${title}</th></tr>${places.map(
    ({ row, at }) =>
      html`<tr role="row" data-row="${at}"${isSplit(row) ? SPLIT : null}>${renderRowHead(row, channels)}${
        row.cells === null
          ? html`<td role="gridcell" colspan="${LEVELS.length}">too many states to check</td>`
          : row.cells.map((cell) => renderCell(row, cell, cards))
      }</tr>`,
  )}</tbody>`
}

/** Marks a row in which channels differ, for the filter above the table. */
const SPLIT = html` class="split"`

/**
 * Renders one cell: what most channels give, who is given something else, and whether a pack
 * tightened it. It links to the rule that gives it, or to the lowest rule that could. What nobody
 * reaches has no link, as no rule is behind it.
 */
function renderCell({ topic }: GridRow, cell: GridCell, cards: readonly RuleCard[]): Html {
  const { given, exceptions, tightened } = cell
  if (given === null)
    return html`<td role="gridcell" class="absent"><span class="unseen">nobody reaches this level</span></td>`
  const card = cardBehind(cards, topic.name, given)
  const mark = tightened
    ? html`<span class="mark" aria-hidden="true">▲</span><span class="unseen"> tightened by a pack</span>`
    : null
  return html`<td role="gridcell" class="given ${given}" data-given="${given}"><a href="#${card?.id ?? 'rules'}"${card?.opens === given ? null : NEXT}>${renderRamp(given)}${mark}${exceptions.map(renderException)}</a></td>`
}

/** Shows what some channels give otherwise than the cell. */
const renderException = ({ given, channels }: GridException): Html =>
  html` <span class="but" data-given="${given}" data-on="${channels.join(' ')}">${listChannels(channels)}: <b>${sayGiven(given)}</b></span>`

const sayGiven = (given: string): string => (given === NOT_REACHED ? 'not reached' : sayName(given))

/**
 * Says what the words in the cells mean, those that occur, with the picture of how much
 * each gives.
 */
function renderWords({ cells }: Matrix): Html {
  const given = new Set<string>(cells.map((cell) => cell.given))
  const meanings = Object.entries({ ...DISCLOSURE_WORDS, ...ANSWER_WORDS })
  return html`<dl class="words">${joinHtml(
    meanings
      .filter(([name]) => given.has(name))
      .map(
        ([name, meaning]) =>
          html`<div><dt class="${name}">${renderRamp(name)}</dt><dd>${meaning}</dd></div>`,
      ),
    '',
  )}</dl>`
}

/** Marks a cell in which nothing is given: its card is of the least that would be. */
const NEXT = html` class="next"`
