import { type CompiledPolicy, readCompiledPolicy } from '../../decide/index.js'
import { toInstant } from '../../model/index.js'
import { type Html, html } from '../html.js'
import { topicsOf } from '../topics.js'
import { applyFields, type DeskFields, parseText, startState } from './changeState.js'
import { decideOn } from './decideDesk.js'
import type { Desk, DeskElement, DeskPage } from './deskDom.js'
import { type DeskState, printLink, readGiven, readLink } from './deskState.js'
import { lanesOf, readLanes } from './followTask.js'
import { minutesOf, renderForm } from './renderForm.js'
import { renderResult, summarize } from './renderResult.js'
import { scenariosOf } from './scenarios.js'

/** Sets up the desk on the page: reads its fields, decides, shows, and keeps the state in the fragment. */
export function runDesk({ document, location, history, addEventListener }: Desk): void {
  const find = (id: string): DeskElement | null => document.getElementById(`desk-${id}`)
  const [section, form, result, status] = ['section', 'form', 'result', 'status'].map(find)
  const data = find('policy')?.textContent
  if (!section || !form || !result || !status || !data) return
  const policy = policyOf(data)
  if (policy === null) return
  const own = find('workflow')?.textContent
  const lanes = own ? readLanes(parseText(own)) : lanesOf(policy)
  let state: DeskState = readLink(location.hash) ?? startState(policy)

  const show = (isNew: boolean): void => {
    if (isNew) form.innerHTML = renderForm(policy, state).markup
    result.innerHTML = renderResult(policy, state, lanes).markup
    status.innerHTML = html`${summarize(decideOn(policy, state))}`.markup
  }
  const change = (next: DeskState, isNew: boolean): void => {
    state = next
    show(isNew)
    history.replaceState(null, '', printLink(state))
  }
  form.addEventListener('input', ({ target }) => {
    if (target.id === 'desk-channel' || target.id === 'desk-json') return
    change(applyFields(policy, state, readFields(policy, document)), false)
    const [minutes, json] = [find('minutes'), find('json')]
    if (minutes) minutes.innerHTML = String(minutesOf(state.given))
    if (json) json.value = JSON.stringify(state.given, null, 1)
  })
  form.addEventListener('change', ({ target: { id, value } }) => {
    const next = changeBy(policy, state, id, value)
    const fault = find('json-fault')
    if (id === 'desk-json' && fault) fault.innerHTML = next === null ? html`${NOT_READ}`.markup : ''
    if (next === null) return
    change(next, true)
    document.getElementById(id)?.focus()
  })
  result.addEventListener('click', ({ target }) => {
    if (target.id !== 'desk-jump' || toInstant(target.value) === null) return
    change({ ...state, given: { ...state.given, at: target.value } }, true)
  })
  addEventListener('hashchange', () => {
    const linked = readLink(location.hash)
    if (linked === null) return
    state = linked
    show(true)
    section.scrollIntoView()
  })
  const scenarios = find('scenarios')
  if (scenarios) scenarios.innerHTML = renderScenarios(policy).markup
  section.hidden = false
  show(true)
  if (readLink(location.hash) !== null) section.scrollIntoView()
}

const NOT_READ =
  'This cannot be read, so the desk stays as it was: JSON with at least a channel and an address.'

const renderScenarios = (policy: CompiledPolicy): Html =>
  html`${scenariosOf(policy).map(({ title, state }) => html`<li><a href="${printLink(state)}">${title}</a></li>`)}`

function readFields(policy: CompiledPolicy, page: DeskPage): DeskFields {
  const value = (id: string): string => page.getElementById(`desk-${id}`)?.value ?? ''
  const ticked = (name: string): readonly string[] =>
    [...page.querySelectorAll(`input[name="desk-${name}"]`)]
      .filter((field) => field.checked)
      .map((field) => field.value)
  const topics = topicsOf(policy)
  return {
    address: value('address'),
    claims: value('claims'),
    amount: value('amount'),
    payee: value('payee'),
    minutes: Number(value('clock')),
    message: value('message'),
    kit: ticked('kit').map(Number),
    extras: ticked('extra'),
    topics: ticked('topic').flatMap((at) => topics[Number(at)]?.name ?? []),
  }
}

// Fields after which the form itself is another: the evidence to choose from depends on channel and address.
function changeBy(
  policy: CompiledPolicy,
  state: DeskState,
  id: string,
  value: string,
): DeskState | null {
  if (id === 'desk-channel') return { ...startState(policy, value), message: state.message }
  if (id === 'desk-address') return state
  if (id !== 'desk-json') return null
  const given = readGiven(parseText(value))
  return given === null ? null : { ...state, given }
}

// A policy whose digest does not fit what it says is no policy: the desk stays closed.
function policyOf(text: string): CompiledPolicy | null {
  const read = readCompiledPolicy(parseText(text))
  return read.ok ? read.value : null
}
