import { describe, expect, test } from 'vitest'
import { decideOn } from '../../src/report/desk/decideDesk.js'
import { printLink } from '../../src/report/desk/deskState.js'
import { summarizeDecision } from '../../src/report/desk/renderResult.js'
import { html } from '../../src/report/html.js'
import { sparsely } from '../runs.js'
import { EXAMPLES, pageScript, readExample, sourceOf } from './world.js'

// What a browser runs is the bundle: it is run here over more than a browser is asked to draw.

/** The parts of a page that the desk stands on, each as an element that keeps what is put into it. */
function openPage(policy: string) {
  const element = (id: string, textContent = '') => ({
    ...{ id, textContent, value: '', checked: false, hidden: true, innerHTML: '' },
    ...Object.fromEntries(
      ['setAttribute', 'scrollIntoView', 'select', 'focus', 'addEventListener'].map(
        (name) => [name, () => undefined] as const,
      ),
    ),
  })
  const elements = new Map(
    ['section', 'form', 'result', 'status'].map((id) => [`desk-${id}`, element(`desk-${id}`)]),
  )
  elements.set('desk-policy', element('desk-policy', policy))
  const location = { hash: '', href: '' }
  let followed = (): void => undefined
  const window = {
    document: {
      getElementById: (id: string) => elements.get(id) ?? null,
      querySelectorAll: () => [],
      addEventListener: () => undefined,
    },
    location,
    navigator: {},
    history: { replaceState: () => undefined },
    addEventListener: (_: string, listener: () => void) => {
      followed = listener
    },
  }
  return {
    window,
    /** Follows a link within the page, and gives what an element holds then. */
    follow(hash: string): (id: string) => string {
      location.hash = hash
      followed()
      return (id) => elements.get(`desk-${id}`)?.innerHTML ?? ''
    },
  }
}

const script = new Function('window', pageScript('desk'))

const textOf = (markup: string): string =>
  markup
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

describe.each(EXAMPLES)('%s', (name) => {
  const { policy, tests: all } = sourceOf(readExample(name))
  const tests = sparsely(all, 4)

  test('the script of a page decides on the desk as the library does, over tests of its own', () => {
    const page = openPage(JSON.stringify(policy))
    script(page.window)
    const wrong = tests.filter(({ given }) => {
      const state = { given, message: '' }
      const shown = page.follow(printLink(state))
      const decided = decideOn(policy, state)
      const [, printed = ''] = shown('result').match(/id="desk-decision">([^<]*)</) ?? []
      return (
        textOf(printed) !== JSON.stringify(decided, null, 1) ||
        shown('status') !== html`${summarizeDecision(decided)}`.markup
      )
    })
    expect(tests.length).toBeGreaterThan(5)
    expect(wrong.map((one) => one.name)).toEqual([])
  })
})
