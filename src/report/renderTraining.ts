import { type CompiledPolicy, stepUpMethodsOf } from '../decide/index.js'
import {
  groupBy,
  LEVELS,
  type Level,
  NOTHING_GIVEN,
  printDuration,
  type Rank,
  rankOf,
} from '../model/index.js'
import { LEVEL_WORDS, METHOD_TITLES } from '../twilio/outbound/index.js'
import { listChannels } from './grid/rowHead.js'
import { type Html, html, word, words } from './html.js'
import type { Matrix, MatrixCell } from './matrix.js'
import { ruleBehind } from './ruleCards.js'
import { codeInWords } from './say.js'
import { type Topic, topicMeaning } from './topics.js'

/**
 * Renders a sheet that agents can be taught from: at each level what to say, what not to say, what to ask for, with the age
 * that a proof may have and who is told of what is done. Levels that are taught alike are one lesson.
 */
export function renderTraining(policy: CompiledPolicy, matrix: Matrix): Html {
  const { topics } = matrix
  const cellsAt = cellsBy(matrix)
  return html`<section aria-labelledby="training" class="training"><h2 id="training">For agents: what to say at each level</h2><p>The most that may be said and done at each level. Always follow the panel beside the conversation: a proof may be too old, and other people may be reading.</p><p class="print-alone"><label><input type="checkbox" id="print-training"> Print only this sheet</label></p>${lessonsOf(
    LEVELS.map((level) => {
      const rank = rankOf(level)
      const body = html`<div class="columns"><div class="say"><h4>You may</h4>${listOpen(topics, cellsAt, rank)}</div><div class="hush"><h4>You must not</h4>${listClosed(topics, cellsAt, rank)}</div><div class="ask"><h4>You ask for</h4>${listQuestions(policy, rank)}</div></div>`
      return { levels: [level], body }
    }),
  ).map(
    ({ levels, body }) =>
      html`<article class="lesson"><h3>${levels.join(' and ')}</h3>${levels.map(
        (level) =>
          html`<p class="meaning">${levels.length > 1 ? `${level}: ` : ''}${LEVEL_WORDS[level]}.</p>`,
      )}${body}</article>`,
  )}</section>`
}

/** What is taught at one level, or at several that are taught alike. */
interface Lesson {
  /** One level, or neighbours that are taught alike. */
  readonly levels: readonly Level[]
  /** What may be said, what not, and what is asked. */
  readonly body: Html
}

/**
 * Merges neighbours that are taught alike, so that nothing is read twice. Only neighbours,
 * so that the levels stay in their order.
 */
function lessonsOf(lessons: readonly Lesson[]): readonly Lesson[] {
  const merged: Lesson[] = []
  for (const { levels, body } of lessons) {
    const last = merged.at(-1)
    if (last?.body.markup !== body.markup) merged.push({ levels, body })
    else merged.splice(-1, 1, { levels: [...last.levels, ...levels], body })
  }
  return merged
}

/** Gives the cells of a topic at a level, one for each channel that reaches it. */
type CellsAt = (topic: Topic, rank: Rank) => readonly MatrixCell[]

/**
 * Sorts cells once, because each level asks for every topic, and there are about a hundred
 * cells for each.
 */
function cellsBy({ cells }: Matrix): CellsAt {
  const sorted = groupBy(cells, ({ about, rank, topic }) => `${about} ${rank} ${topic}`)
  return ({ about, name }, rank) => sorted.get(`${about} ${rank} ${name}`) ?? []
}

/** Lists what may be said and done at a level, and on which channels where not on all. */
function listOpen(topics: readonly Topic[], cellsAt: CellsAt, rank: Rank): Html {
  const lines = topics.flatMap((topic) => {
    const cells = cellsAt(topic, rank)
    const kinds = [...new Set(cells.map(({ given }) => given))].filter(
      (given) => !NOTHING_GIVEN.includes(given),
    )
    return kinds.map((given) => {
      const where = cells.filter((cell) => cell.given === given).map(({ channel }) => channel)
      const channels =
        where.length === cells.length
          ? null
          : html` <span class="where">on ${listChannels(where)} only</span>`
      return html`<li><b>${word(codeInWords(topic.name))}</b>: ${topicMeaning(topic, given)}${channels}${sayTerms(topic, given)}</li>`
    })
  })
  return lines.length === 0 ? html`<p>Nothing from any record.</p>` : html`<ul>${lines}</ul>`
}

/**
 * Says how old a proof may be and who is told of what is done: an agent has to know both
 * before they answer.
 */
function sayTerms(topic: Topic, given: string): Html | null {
  const ages = (ruleBehind(topic, given)?.requires ?? []).flatMap(({ maxAge }) => maxAge ?? [])
  const told = topic.about === 'action' && given === 'allow' ? topic.rule.notify : []
  const terms = [
    ...(ages.length === 0
      ? []
      : [`with a proof no older than ${printDuration(Math.min(...ages))}`]),
    ...(told.length === 0 ? [] : [`who is told: ${told.map(codeInWords).join(' and ')}`]),
  ]
  return terms.length === 0
    ? null
    : html` <span class="where terms">(${word(terms.join('; '))})</span>`
}

/**
 * Lists what may not be said or done at a level. Below level 3 not even that a record
 * exists is said, because a stranger could learn it by asking.
 */
function listClosed(topics: readonly Topic[], cellsAt: CellsAt, rank: Rank): Html {
  const closed = topics.filter((topic) =>
    cellsAt(topic, rank).every(({ given }) => NOTHING_GIVEN.includes(given)),
  )
  const names = (about: Topic['about']) =>
    closed.filter((topic) => topic.about === about).map(({ name }) => codeInWords(name))
  return html`<ul>${
    rank < 3
      ? html`<li>say or hint whether there is a record, an account or an address on file</li>`
      : null
  }${
    names('class').length === 0 ? null : html`<li>speak of ${words(names('class'))}</li>`
  }${names('action').length === 0 ? null : html`<li>do ${words(names('action'))}</li>`}<li>read back a code, a card number or a secret that they typed</li></ul>`
}

/**
 * Lists the proofs that would raise somebody's level, in the order in which the policy
 * offers them.
 */
function listQuestions(policy: CompiledPolicy, rank: Rank): Html {
  const useful = stepUpMethodsOf(policy)
    .filter(({ grade }) => grade > rank || rank === 3)
    .map(({ name }) => name)
  if (rank === 4) return html`<p>Nothing more. Answer their question.</p>`
  return html`<p>“What can I help you with?” If more proof is needed, offer these, in this order:</p><ol>${useful.map(
    (name) => html`<li>${METHOD_TITLES[name] ?? codeInWords(name)}</li>`,
  )}</ol>`
}
