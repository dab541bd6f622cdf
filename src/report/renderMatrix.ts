import { LEVELS, type Rank } from '../model/index.js'
import { ANSWER_WORDS, DISCLOSURE_WORDS } from '../twilio/outbound/index.js'
import { type Html, html, word } from './html.js'
import type { Matrix, MatrixCell, Topic } from './matrix.js'
import { cardBehind, type RuleCard } from './ruleCards.js'
import { plain } from './say.js'

/** Channels on which every cell is the same: shown as one table. */
interface Sheet {
  readonly channels: readonly string[]
  readonly cells: readonly MatrixCell[]
}

/** Renders the matrix: one table for each kind of channel, of which the chosen one is shown. */
export function renderMatrix(matrix: Matrix, cards: readonly RuleCard[]): Html {
  const sheets = sheetsOf(matrix)
  const channels = sheets.flatMap(({ channels: names }, at) =>
    names.map((name) => ({ name, sheet: at })),
  )
  return html`<section aria-labelledby="matrix"><h2 id="matrix">What each level opens</h2>
<p>Each cell is the most that anybody at that level can be given on that channel, worked out over ${matrix.states.toLocaleString('en')} states. Proofs that are older, or given for something else, open less. Point at a cell, or move to it with the keyboard, to see the rule and its sources.</p>
<fieldset class="channels"><legend>Channel</legend>${channels.map(
    ({ name, sheet }, at) =>
      html`<input type="radio" name="channel" id="channel-${at}" class="pick-${sheet}"${CHECKED[at] ?? null}><label for="channel-${at}">${word(plain(name))}</label>`,
  )}</fieldset>
${sheets.map((sheet, at) => renderSheet(sheet, at, matrix, cards))}
${renderWords(matrix)}
<p class="legend"><span class="mark" aria-hidden="true">▲</span> a pack asks more than the policy does by itself. <b>–</b> nobody reaches this level on this channel.</p>
<div id="tip" role="tooltip" hidden></div><p id="tip-next" hidden>Not given here. The least that would take:</p></section>`
}

/** Writes the styles that show the sheet of the chosen channel. */
export const matrixStyles = (matrix: Matrix): string =>
  sheetsOf(matrix)
    .map((_, at) => `section:has(.pick-${at}:checked) .sheet-${at}{display:block}`)
    .join('')

const CHECKED: readonly Html[] = [html` checked`]

function sheetsOf({ cells }: Matrix): readonly Sheet[] {
  const channels = [...new Set(cells.map(({ channel }) => channel))]
  const alike = new Map<string, Sheet>()
  for (const channel of channels.filter((name) => name !== 'unknown')) {
    const own = cells.filter((cell) => cell.channel === channel)
    const key = own
      .map(({ topic, about, rank, given, tightened }) =>
        [about, topic, rank, given, tightened].join(' '),
      )
      .toSorted()
      .join('\n')
    const known = alike.get(key)
    alike.set(key, { channels: [...(known?.channels ?? []), channel], cells: known?.cells ?? own })
  }
  return [...alike.values()]
}

const RANKS: readonly Rank[] = [0, 1, 2, 3, 4]

function renderSheet(
  { channels, cells }: Sheet,
  at: number,
  { topics, untold }: Matrix,
  cards: readonly RuleCard[],
): Html {
  const rows = (about: Topic['about'], title: string): Html => {
    const shown = topics.filter((topic) => topic.about === about)
    return shown.length === 0
      ? html``
      : html`<tbody><tr class="group"><th scope="rowgroup" colspan="6">${title}</th></tr>${shown.map(
          (topic) =>
            html`<tr><th scope="row">${word(topic.name)}</th>${
              untold.includes(topic.name)
                ? html`<td colspan="5">more states than are looked at</td>`
                : RANKS.map((rank) =>
                    renderCell(
                      cells.find(
                        (cell) =>
                          cell.about === about && cell.topic === topic.name && cell.rank === rank,
                      ),
                      cards,
                    ),
                  )
            }</tr>`,
        )}</tbody>`
  }
  return html`<div class="sheet five sheet-${at}"><table><caption>On ${channels.map(
    (name, index) => html`${index === 0 ? '' : ', '}${word(plain(name))}`,
  )}</caption><thead><tr><td></td>${LEVELS.map(
    (level) => html`<th scope="col">${level}</th>`,
  )}</tr></thead>${rows('class', 'What may be said')}${rows('action', 'What may be done')}</table></div>`
}

function renderCell(cell: MatrixCell | undefined, cards: readonly RuleCard[]): Html {
  if (cell === undefined) return html`<td class="absent">–</td>`
  const card = cardBehind(cards, cell.topic, cell.given)
  const mark = cell.tightened
    ? html`<span class="mark" aria-hidden="true">▲</span><span class="unseen"> tightened by a pack</span>`
    : null
  return html`<td class="given ${cell.given}"><a href="#${card?.id ?? 'rules'}"${card?.opens === cell.given ? null : NEXT}>${SHORT[cell.given] ?? plain(cell.given)}${mark}</a></td>`
}

// What the words in the cells mean, those that occur.
function renderWords({ cells }: Matrix): Html {
  const given = new Set<string>(cells.map((cell) => cell.given))
  const meanings = { ...DISCLOSURE_WORDS, ...ANSWER_WORDS }
  const shown = Object.entries(meanings).filter(([name]) => given.has(name))
  return html`<dl class="words">${shown.map(
    ([name, meaning]) =>
      html`<div><dt class="${name}">${SHORT[name] ?? plain(name)}</dt><dd>${meaning}</dd></div>`,
  )}</dl>`
}

// Not given: the card is of the least that would be.
const NEXT = html` class="next"`

const SHORT: Readonly<Record<string, string>> = {
  step_up: 'after proof',
  deliver_to_record: 'to address on file',
}
