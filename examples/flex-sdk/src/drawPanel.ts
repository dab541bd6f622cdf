import type { AgentPanel } from 'countersign/panel'

const SECTIONS = [
  ['May be said or done', 'mayBeSaid'],
  ['Not now', 'missing'],
  ['Ask next', 'askNext'],
  ['Why', 'why'],
  ['They say of themselves (not proved)', 'says'],
  ['This conversation may not open', 'problems'],
] as const

/** Draws a panel into an element of the page. What people typed only ever becomes text. */
export function drawPanel(place: HTMLElement, panel: AgentPanel | null): void {
  place.replaceChildren(...(panel === null ? [] : partsOf(panel)))
}

function partsOf(panel: AgentPanel): readonly HTMLElement[] {
  const badge = element('h2', panel.badge.text)
  badge.className = `countersign-badge countersign-${panel.badge.tone}`
  return [
    badge,
    ...(panel.record === null ? [] : [element('p', `Record ${panel.record}`)]),
    ...SECTIONS.flatMap(([title, key]) => {
      const lines = panel[key]
      if (lines.length === 0) return []
      const list = document.createElement('ul')
      list.append(...lines.map(({ text }) => element('li', text)))
      return [element('h3', title), list]
    }),
  ]
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
