import type { Issue } from '../../model/index.js'
import {
  type Expression,
  FILTER_PREFIX,
  type Filter,
  printExpression,
  type SimulationStep,
  type WorkflowTarget,
} from '../../taskrouter/index.js'
import { type Html, html, joinHtml, word } from '../html.js'
import { codeInWords } from '../say.js'
import type { NamedWorkflow, TaskWay } from './followTask.js'

/** Says why there is no workflow to go through. */
export const drawNoWay = (issues: readonly Issue[]): Html =>
  html`<p>These routes cannot be a TaskRouter workflow:</p><ul>${issues.map(
    ({ code, path }) => html`<li>${codeInWords(code)} <code>${path}</code></li>`,
  )}</ul>`

/**
 * Draws a task's way through the workflow: each filter that was tried, the one that took it, its
 * targets with queue, priority and times, the filters that were not asked, and the default.
 *
 * Where the workflow is not the one that the policy's routes make, it may take the task elsewhere:
 * that is told.
 */
export function drawWay(way: TaskWay): Html {
  const { workflow, simulation, decided } = way
  const { filters, steps } = simulation
  const rest = workflow.filters.slice(filters.length)
  return html`<ol class="way" aria-label="The way of the task through the workflow">${filters.map(
    ({ index, matched }) => {
      const filter = workflow.filters[index]
      if (filter === undefined) return html``
      const name = nameOf(filter, index === decided)
      return matched
        ? html`<li class="hit" aria-current="step">${name} <span class="count">– matches</span> ${showExpression(filter.expression)}${drawTargets(
            way,
            filter.targets,
            steps.filter((step) => step.filter === index),
          )}</li>`
        : html`<li class="miss">${name} <span class="count">– does not match</span></li>`
    },
  )}${
    rest.length === 0
      ? null
      : html`<li class="unasked">${joinHtml(
          rest.map((filter) => nameOf(filter, false)),
          ', ',
        )} <span class="count">– not tried any more</span></li>`
  }${drawDefault(way)}<li class="end">${sayEnd(way)}</li></ol>${
    simulation.filter === decided
      ? null
      : html`<p class="bad">The workflow sends the task to another place than the route of the policy.</p>`
  }`
}

/**
 * Names a filter as people do, without the prefix that our own filters have, and marks the
 * one of the route that was decided.
 */
const nameOf = ({ name }: Filter, isDecided: boolean): Html => {
  const short = word(name.startsWith(FILTER_PREFIX) ? name.slice(FILTER_PREFIX.length) : name)
  return isDecided ? html`<b>${short}</b> <span class="pack">policy route</span>` : short
}

/** Shows an expression as TaskRouter has it. */
const showExpression = (expression: Expression): Html =>
  html`<code>${printExpression(expression)}</code>`

/** Draws the targets of a filter; one that the task does not come to is named as such. */
const drawTargets = (
  lanes: NamedWorkflow,
  targets: readonly WorkflowTarget[],
  steps: readonly SimulationStep[],
): Html =>
  html`<ol class="targets">${targets.map((target, at) => {
    const step = steps.find((one) => one.target === at)
    return step === undefined
      ? html`<li class="unasked">not reached</li>`
      : drawStep(lanes, target, step)
  })}</ol>`

/** Draws one target with the time that the task spends there, in seconds since it was made. */
const drawStep = (
  lanes: NamedWorkflow,
  target: WorkflowTarget,
  { queue, priority, from, until, outcome }: SimulationStep,
): Html =>
  html`<li class="${outcome}">Queue <b>${queueOf(lanes, queue)}</b>, priority ${priority}; ${
    target.timeout === null && outcome === 'waiting'
      ? 'no time limit here'
      : `${codeInWords(outcome)}, from ${from} s to ${until ?? from} s`
  }${target.expression === null ? null : html`; only agents with ${showExpression(target.expression)}`}</li>`

/** Names a queue; one without a name goes by its SID. */
const queueOf = ({ queues }: NamedWorkflow, sid: string | null): Html =>
  word((sid !== null && Object.hasOwn(queues, sid) ? queues[sid] : sid) ?? 'none')

/**
 * Draws where a task goes that no filter takes. Without a default TaskRouter cancels it.
 *
 * That the default was not needed is said as well, so that nobody looks for it.
 */
function drawDefault(way: TaskWay): Html {
  const { workflow, simulation } = way
  const target = workflow.defaultFilter
  if (target === null)
    return html`<li class="unasked">there is no default filter: a task that matches no filter is cancelled</li>`
  const step = simulation.filter === 'default' ? simulation.steps.at(-1) : undefined
  return step === undefined
    ? html`<li class="unasked">the default filter <span class="count">– not needed</span></li>`
    : html`<li class="hit" aria-current="step">default filter <ol class="targets">${[drawStep(way, target, step)]}</ol></li>`
}

/** Says how the way ends. What would become of it if nobody took it is part of the way. */
function sayEnd(way: TaskWay): Html {
  const { outcome, reason, queue, at } = way.simulation
  return outcome === 'canceled'
    ? html`Cancelled after ${at} s if nobody takes it: ${codeInWords(reason ?? '')}`
    : html`Waits in <b>${queueOf(way, queue)}</b> for an agent`
}
