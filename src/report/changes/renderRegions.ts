import { type Region, spanOf } from '../../analysis/index.js'
import { LEVELS, rankOf } from '../../model/index.js'
import { listChannels } from '../grid/rowHead.js'
import { type Html, html, word } from '../html.js'
import { showOnDesk } from '../renderFindings.js'
import { renderRamp } from '../renderRamp.js'
import { codeInWords } from '../say.js'

/**
 * Renders what is decided otherwise, classes and actions with the five levels side by side, then
 * what goes elsewhere. `all` are the channels that there are.
 *
 * Each region is a row of its own; a class may have several, such as one looser and one stricter.
 */
export function renderRegions(regions: readonly Region[], all: readonly string[]): Html {
  const topical = regions.filter(({ about }) => about !== 'route')
  const topics = [...new Set(topical.map(topicOf))]
  const routes = regions.filter(({ about }) => about === 'route')
  const table =
    topics.length === 0
      ? null
      : html`<div class="moves five"><table><thead><tr><td></td>${LEVELS.map(
          (level) => html`<th scope="col">${level}</th>`,
        )}</tr></thead>${topics.map((topic) =>
          renderMoves(
            topical.filter((region) => topicOf(region) === topic),
            all,
          ),
        )}</table></div>`
  return html`${table}${
    routes.length === 0
      ? null
      : html`<ul class="findings">${routes.map(
          (region) =>
            html`<li><b class="change">${region.change}</b> <s class="was">${word(codeInWords(region.before))}</s> → <span class="now">${word(codeInWords(region.after))}</span>${sayRest(region, all)}</li>`,
        )}</ul>`
  }`
}

/** Names a class or an action; both may have one name. */
const topicOf = ({ about, name }: Region): string => `${about} ${name}`

/** Renders all that changed of one class or action, a row for each set of channels. */
function renderMoves(regions: readonly Region[], all: readonly string[]): Html {
  const [first] = regions
  if (first === undefined) return html``
  const { about, name } = first
  return html`<tbody><tr class="group"><th scope="rowgroup" colspan="6">${about === 'class' ? 'What may be said about ' : 'What may be done: '}${word(name)}</th></tr>${regions.map(
    (region) =>
      html`<tr><th scope="row"><b class="change">${region.change}</b> ${sayChannels(region.channels, all)}</th>${LEVELS.map(
        (level) => renderLevel(region, rankOf(level)),
      )}</tr><tr class="where-to"><td colspan="6">${sayRest(region, all)}</td></tr>`,
  )}</tbody>`
}

/**
 * Renders one level of a change. A level outside the region is not spoken of: that nothing
 * changes there is not said here.
 */
const renderLevel = ({ write: [low, high], before, after }: Region, rank: number): Html =>
  rank < low || rank > high
    ? html`<td class="same"><span aria-hidden="true">·</span><span class="unseen">not this</span></td>`
    : html`<td class="moved-cell"><span class="before">${renderRamp(before)}</span><span class="unseen"> becomes </span><b>${renderRamp(after)}</b></td>`

/**
 * Says what the table has no column for: who reads, how many states, and an engagement for
 * example.
 */
const sayRest = (
  { about, read, write, states, channels, example }: Region,
  all: readonly string[],
): Html =>
  html`<div class="rest"><p>${about === 'route' ? html`Who asks: ${spanOf(write)}; ${sayChannels(channels, all)}. ` : null}Who reads: ${spanOf(read)}. <span class="count">${states} states</span></p>${showOnDesk('for example', example)}</div>`

/**
 * Says on which channels something is so, in few words where it is so on nearly all of them.
 *
 * Up to three exceptions are named; of more the channels themselves are.
 */
export function sayChannels(channels: readonly string[], all: readonly string[]): Html {
  const others = all.filter((name) => !channels.includes(name))
  if (others.length === 0 && all.length > 0) return html`on all channels`
  return others.length <= 3 && channels.length > 3
    ? html`on all channels but ${listChannels(others)}`
    : html`on ${listChannels(channels)}`
}
