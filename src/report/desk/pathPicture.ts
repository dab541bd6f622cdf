import { levelOf, type Trust } from '../../model/index.js'
import { type Html, html } from '../html.js'
import { codeInWords } from '../say.js'

/** From the left of one box to the left of the next, in pixels. */
const STEP = 215
const BOX = 96
const MIDDLE = 46

/**
 * Draws the path of trust from the conversation to the record: each edge with its grade, the
 * weakest marked. A screen reader is told the same path as one sentence.
 */
export function drawPath({ path, level }: Trust): Html {
  if (path.length === 0) return html`<p>No evidence leads from this conversation to anybody.</p>`
  const stops = [path[0]?.from ?? 'conversation', ...path.map(({ to }) => to)]
  const width = (stops.length - 1) * STEP + BOX + 4
  const edges = path.map(({ by, grade, bottleneck }, at) => {
    const from = at * STEP + BOX + 2
    const to = (at + 1) * STEP + 2
    const weakest = bottleneck === true
    return html`<g class="edge${weakest ? ' weakest' : ''}"><path d="M${from} ${MIDDLE}H${to - 2}"/><path d="M${to - 9} ${MIDDLE - 5}l7 5-7 5"/><text x="${(from + to) / 2}" y="${MIDDLE - 10}">${codeInWords(by)}</text><text x="${(from + to) / 2}" y="${MIDDLE + 20}">${levelOf(grade)}</text></g>`
  })
  const nodes = stops.map(
    (name, at) =>
      html`<g class="stop"><rect x="${at * STEP + 2}" y="${MIDDLE - 20}" width="${BOX}" height="40" rx="8"/><text x="${at * STEP + 2 + BOX / 2}" y="${MIDDLE + 5}">${name}</text></g>`,
  )
  const said = path
    .map(
      ({ from, to, by, grade, bottleneck }) =>
        `${from} to ${to} by ${codeInWords(by)}, ${levelOf(grade)}${bottleneck === true ? ', the weakest' : ''}`,
    )
    .join('; ')
  return html`<div class="wide" tabindex="0" role="region" aria-label="Path of trust"><svg viewBox="0 0 ${width} 92" width="${width}" height="92" role="img" aria-label="${`Path of trust, ${level}: ${said}`}">${edges}${nodes}</svg></div>`
}
