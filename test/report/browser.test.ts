import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engagementOf } from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import { startState } from '../../src/report/desk/changeState.js'
import { decideDesk } from '../../src/report/desk/decideDesk.js'
import { printLink } from '../../src/report/desk/deskState.js'
import { renderForm } from '../../src/report/desk/renderForm.js'
import { renderResult } from '../../src/report/desk/renderResult.js'
import { sayName } from '../../src/report/say.js'
import { topicsOf } from '../../src/report/topics.js'
import { sparsely } from '../runs.js'
import {
  barriersOn,
  HAS_CHROMIUM,
  launchChromium,
  openWatched,
  type WatchedPage,
} from './chromium.js'
import { KINDS } from './kinds.js'
import {
  EXAMPLES,
  examplePage,
  kindsMatrix,
  kindsPage,
  PLANTED,
  readExample,
  sourceOf,
} from './world.js'

// Every page holds a matrix over every state there is, which takes longer than a test may on a busy machine.
const FOR_PAGES = 400_000

/** A way to look at a page: what axe asks of it alone, or that it only has to fit. */
interface Look {
  readonly colorScheme: 'light' | 'dark'
  readonly reducedMotion?: 'reduce'
  readonly width: number
  readonly height: number
  readonly asks: 'all' | 'nothing' | 'colours of what a narrow page has not'
}

/** The kinds of element in a list of them: by name, class, role and type. */
const kindOf = (name: string, classes: Iterable<string>, role: string, type: string): string =>
  [name, ...classes, role, type].join(' ')

/** The kinds of element that markup holds: of text that is a script or a style, none. */
function kindsIn(markup: string): ReadonlySet<string> {
  const body = markup.replaceAll(/^.*?<body>|(<(script|style)\b[^>]*>).*?<\/\2>/gs, '$1')
  const tags = [...body.matchAll(/<([a-z][a-z0-9]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g)]
  return new Set(
    tags.map(([, name = '', written = '']) => {
      const attribute = (key: string): string =>
        written.match(new RegExp(`\\s${key}="([^"]*)"`))?.[1] ?? ''
      const classes = new Set(attribute('class').split(' ').filter(Boolean))
      return kindOf(name, classes, attribute('role'), attribute('type'))
    }),
  )
}

// One page is looked at by one test after another, as a reader goes on.
describe.skipIf(!HAS_CHROMIUM)('in Chromium', { shuffle: false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-browser-'))
  const { policy } = sourceOf(PLANTED)
  const topics = topicsOf(policy)
  let browser: Browser
  // It is opened once, and looked at by one test after another: to open a page takes longer than most of them.
  let kinds: WatchedPage
  let kindsAtFirst: readonly string[]

  beforeAll(async () => {
    const file = join(folder, 'kinds.html')
    writeFileSync(file, kindsPage())
    browser = await launchChromium()
    kinds = await openWatched(browser, pathToFileURL(file).href, {
      permissions: ['clipboard-write'],
      fragment: '#desk=nonsense',
    })
    await kinds.page.locator('#desk-section').waitFor()
    kindsAtFirst = await kindsOn(kinds)
    // The strip of the cover has one tone on one page: here it stands in the others as well.
    await kinds.page.evaluate(`for (const tone of ['open', 'good']) {
      const strip = document.querySelector('.strip'), other = strip.cloneNode(true)
      other.className = 'strip ' + tone
      strip.after(other)
    }`)
  }, FOR_PAGES)
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  const decisionOn = async (page: Page): Promise<unknown> =>
    JSON.parse((await page.locator('#desk-decision').textContent()) ?? '')

  const topOf = (page: Page, selector: string): Promise<unknown> =>
    page.evaluate(`document.querySelector('${selector}').getBoundingClientRect().top`)

  /** The kinds of element on a page. */
  const kindsOn = async ({ page }: WatchedPage): Promise<readonly string[]> => {
    const all: readonly (readonly [string, readonly string[], string, string])[] =
      await page.evaluate(
        `[...document.querySelectorAll('body *')].map((one) => [one.localName, [...one.classList], one.getAttribute('role') ?? '', one.getAttribute('type') ?? ''])`,
      )
    return [...new Set(all.map((one) => kindOf(...one)))]
  }

  /** Looks at a page in another way for a while, and again as it was. */
  const lookAt = async (
    page: Page,
    media: 'print' | Readonly<Record<'width' | 'height', number>>,
  ) => {
    if (media === 'print') await page.emulateMedia({ media })
    else await page.setViewportSize(media)
    return async (): Promise<void> => {
      await page.emulateMedia({ media: null })
      await page.setViewportSize({ width: 1280, height: 720 })
    }
  }

  describe('a page that was just opened', () => {
    test('a link that cannot be read changes nothing, and says so', async () => {
      expect(await kinds.page.locator('#desk-notice').textContent()).toContain('cannot be read')
      expect(await kinds.page.locator('#desk-channel').inputValue()).toBe(
        startState(policy).given.channel,
      )
    })

    test('the first stop of the keyboard skips to the content', async () => {
      const { page } = kinds
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.className')).toBe('skip')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.id')).toBe('content')
    })

    test('the rule behind a cell is shown on focus and on hover, and Escape puts it away', async () => {
      const { page } = kinds
      const cell = page.locator('tr', { hasText: 'money' }).locator('td.masked a:visible').first()
      const tip = page.getByRole('tooltip')
      await cell.focus()
      expect(await tip.textContent()).toContain('ffiec.financial.masked')
      expect(await cell.getAttribute('aria-describedby')).toBe('tip')
      await page.keyboard.press('Escape')
      expect(await tip.isVisible()).toBe(false)
      await page.locator('h1').hover()
      await cell.hover()
      expect(await tip.textContent()).toContain('16 CFR 314.4')
      await page.locator('h1').hover()
      await page.evaluate('document.activeElement.blur()')
      expect(await tip.isVisible()).toBe(false)
    })

    test('rows are found by name, kind and field, and the rail follows the reading', async () => {
      const { page } = kinds
      const rows = page.locator('#grid tr[data-row]:visible')
      const all = await rows.count()
      for (const [typed, found] of [
        ['phi', 'visits'],
        ['reset_login', 'reset login'],
        ['BLOCK', 'block card'],
      ] as const) {
        await page.getByLabel('Find a row').fill(typed)
        expect(await rows.first().textContent()).toContain(found)
        expect(await rows.count()).toBeLessThan(all)
      }
      await page.getByLabel('Find a row').fill('')
      await page.getByLabel('Only where channels differ').check()
      expect(await rows.locator('.but').count()).toBeGreaterThan(0)
      expect(await rows.filter({ hasNot: page.locator('.but') }).count()).toBe(0)
      await page.getByLabel('Only where channels differ').uncheck()
      expect(await rows.count()).toBe(all)
      // Head row and first column stay in sight.
      await page.evaluate('document.querySelector("#grid tr[data-row=\\"6\\"]").scrollIntoView()')
      expect(await topOf(page, '#grid thead th')).toBe(0)
      for (const id of ['routes', 'matrix', 'review']) {
        await page.evaluate(
          `document.getElementById("${id}").scrollIntoView({ behavior: 'instant' })`,
        )
        await expect
          .poll(() => page.locator('nav [aria-current]').getAttribute('href'))
          .toBe(`#${id}`)
      }
    })
  })

  // That a cell is what evaluate gives is held where the matrix is.
  test('shows every cell', async () => {
    const { cells } = kindsMatrix()
    // Read as a person would: the cell's word, or the word beside the channel's name in it.
    const shown: readonly (readonly {
      readonly most: string
      readonly but: readonly string[][]
    }[])[] = await kinds.page.evaluate(
      `[...document.querySelectorAll('#grid tr[data-row]')].map((row) => [...row.querySelectorAll('td')].map((cell) => ({
        most: cell.querySelector('.ramp').textContent,
        but: [...cell.querySelectorAll('.but')].map((one) => [...one.querySelectorAll('bdi, b')].map((name) => name.textContent)) })))`,
    )
    const wrong = cells
      .filter(({ channel }) => channel !== 'unknown')
      .filter(({ about, topic, rank, channel, given }) => {
        const row = topics.findIndex((one) => one.about === about && one.name === topic)
        const cell = shown[row]?.[rank]
        const own = cell?.but.find((names) => names.includes(sayName(channel)))
        return (own?.at(-1) ?? cell?.most) !== sayName(given)
      })
    expect(cells.length).toBeGreaterThan(500)
    expect(wrong.map(({ channel, topic, rank }) => `${channel} ${topic} ${rank}`)).toEqual([])
  })

  test('on a phone all five levels and readers are in sight, and the verdict stays there while evidence is put on', async () => {
    const { page } = kinds
    const back = await lookAt(page, { width: 390, height: 844 })
    const beyond = await page.evaluate(
      `[...document.querySelectorAll('.five td, .five th, #grid td, #grid th')].map((cell) => cell.getBoundingClientRect())
        .filter(({ left, right }) => left < 0 || right > 390).length`,
    )
    expect(beyond).toBe(0)
    await page.locator('#desk-message').scrollIntoViewIfNeeded()
    expect(await topOf(page, '#desk-status')).toBe(0)
    await back()
  })

  test('the matrix is one stop of the keyboard, and a cell opens a drawer that gives the focus back', async () => {
    const { page, troubles } = kinds
    const at = async (): Promise<unknown> =>
      page.evaluate(
        '(() => { const stop = document.activeElement, cell = stop.closest("td, th"), row = cell && cell.closest("tr"); return row ? row.dataset.row + " " + cell.cellIndex : stop.id })()',
      )
    // The cell that had the focus last is where Tab leads, so it is put back to the first.
    await page.locator('#grid tr[data-row="0"] td a').first().focus()
    await page.locator('#only-split').focus()
    await page.keyboard.press('Tab')
    expect(await at()).toBe('0 1')
    for (const [key, place] of [
      ['ArrowDown', '1 1'],
      ['ArrowRight', '1 2'],
      ['End', '1 5'],
      ['ArrowRight', '1 5'],
      ['Home', '1 0'],
      ['ArrowUp', '0 0'],
      ['ArrowUp', '0 0'],
      ['Control+End', `${topics.length - 1} 5`],
      ['Control+Home', '0 0'],
      ['PageDown', '6 0'],
    ] as const) {
      await page.keyboard.press(key)
      expect(await at()).toBe(place)
    }
    // Out of it by one Tab, and back to where one was.
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("#grid")')).toBe(null)
    await page.keyboard.press('Shift+Tab')
    expect(await at()).toBe('6 0')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog')
    expect(await drawer.textContent()).toContain('What is enough')
    // A link that puts something on the desk holds all of it, and is no link to a place on the page, as axe takes it for.
    const rules = { 'skip-link': { enabled: false } }
    expect(await barriersOn(page, { within: ['#drawer'], rules })).toEqual([])
    for (let count = 0; count < 30; count += 1) await page.keyboard.press('Tab')
    expect(
      await page.evaluate(
        'document.activeElement === document.body || document.activeElement.closest("dialog") !== null',
      ),
    ).toBe(true)
    await page.keyboard.press('Escape')
    expect(await drawer.isVisible()).toBe(false)
    expect(await at()).toBe('1 5')
    // Another channel, and then the very combination on the desk.
    await page.keyboard.press('Enter')
    await page.getByLabel('On', { exact: true }).selectOption('sms')
    await drawer.getByRole('link', { name: 'Try this' }).first().click()
    await expect
      .poll(async () => JSON.stringify(await decisionOn(page)))
      .toMatch(new RegExp(`"level":"strong".*"${topics[1]?.name}":"full"`))
    expect(await drawer.isVisible()).toBe(false)
    expect(troubles).toEqual([])
  })

  test('the desk is worked from the keyboard, and its link brings the state back', async () => {
    const { page, troubles } = kinds
    await page.locator('#desk-reset').click()
    await page.locator('#desk-channel').focus()
    await page.keyboard.type('whatsapp')
    expect(await page.evaluate('document.activeElement.id')).toBe('desk-channel')
    for (const title of [
      /^on file, verified at enrolment/,
      /^code by whatsapp/,
      /^number checked: no risk found/,
    ]) {
      await page.getByRole('checkbox', { name: title }).focus()
      await page.keyboard.press('Space')
    }
    expect(await page.locator('#desk-status').textContent()).toContain('verified, route known')
    const decision = await decisionOn(page)
    const fragment = new URL(page.url()).hash
    await page.locator('#desk-reset').click()
    expect(await decisionOn(page)).not.toEqual(decision)
    await page.evaluate(`location.hash = '${fragment}'`)
    await expect.poll(() => decisionOn(page)).toEqual(decision)
    expect(await page.locator('#seen-log').textContent()).not.toContain('4111')
    expect(await page.locator('#seen-agent').textContent()).toContain('***1111')
    await page.locator('#desk-jump').click()
    await page.getByLabel(/^Clock/).waitFor()
    expect(await decisionOn(page)).not.toEqual(decision)
    expect(troubles).toEqual([])
  })

  // What somebody has, and what they ask for, is of no policy: the examples' tests hold the most of it.
  test('decides on the desk as evaluate does, over the tests of the examples', async () => {
    const states = EXAMPLES.flatMap((name) => sparsely(sourceOf(readExample(name)).tests, 5)).map(
      ({ given }) => ({ given, message: '' }),
    )
    // Followed one after the other within the page: the desk has decided once its own listener has heard of a link.
    // Nobody looks on meanwhile: to draw each of them takes twice as long as to decide it.
    const shown: readonly string[] = await kinds.page.evaluate(`(async (links) => {
      const texts = []
      document.body.style.display = 'none'
      for (const link of links) {
        if (location.hash !== link)
          await new Promise((done) => {
            addEventListener('hashchange', done, { once: true })
            location.hash = link
          })
        texts.push(document.getElementById('desk-decision').textContent)
      }
      document.body.style.display = ''
      return texts
    })(${JSON.stringify(states.map(printLink))})`)
    const decided = states.map((state) => {
      const { engagement, at } = engagementOf(state.given)
      const { reasons, ...rest } = evaluate(policy, engagement, at)
      return { ...rest, reasons: [...decideDesk(policy, state).notes, ...reasons] }
    })
    expect(shown.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(decided)))
    expect(new Set(decided.map(({ trust }) => trust.level)).size).toBeGreaterThan(3)
    expect(kinds.troubles).toEqual([])
  })

  test('a counterexample is put on the desk by its link', async () => {
    const { page, troubles } = kinds
    const refuted = page.locator('li.bad', { hasText: 'no contact below verified' })
    await refuted.getByRole('link', { name: 'Open it in “What if”' }).click()
    await expect
      .poll(async () => {
        const decision = await decisionOn(page)
        return JSON.stringify(decision).includes('"contact":"confirm"')
      })
      .toBe(true)
    expect(troubles).toEqual([])
  })

  test('the desk decides by the old policy as well, copies its link, says what is wrong, and begins again', async () => {
    const { page, troubles } = kinds
    await page.getByRole('link', { name: 'On file', exact: true }).click()
    const moved = page.locator('.moved-row:has(th bdi:text-is("contact")) td')
    await expect.poll(() => moved.allTextContents()).toEqual(['accept', 'confirm'])
    await page.locator('#desk-claims').fill('no colon')
    expect(await page.locator('#desk-claims-fault').textContent()).toContain('line 1')
    expect(await page.locator('#desk-claims').getAttribute('aria-invalid')).toBe('true')
    await page.locator('#desk-claims').fill('tier: gold')
    expect(await page.locator('#desk-claims-fault').textContent()).toBe('')
    expect(await page.locator('.written').isVisible()).toBe(true)
    await page.locator('#desk-copy').click()
    await expect.poll(() => page.locator('#desk-notice').textContent()).toMatch(/Copied|Copy it/)
    await page.locator('#desk-reset').click()
    expect(await page.locator('.written').count()).toBe(0)
    expect(await page.locator('#desk-claims').inputValue()).toBe('')
    expect(troubles).toEqual([])
  })

  test('a print holds every section, with everything that is folded away, on pages of their own, or the sheet for agents alone', async () => {
    const { page } = kinds
    const back = await lookAt(page, 'print')
    const missing = await page.evaluate(
      `[...document.querySelectorAll('main > section')].filter((one) => one.offsetHeight === 0)
        .map((one) => one.getAttribute('aria-labelledby'))`,
    )
    expect(missing).toEqual([])
    const folded = await page.evaluate(
      `[...document.querySelectorAll('main details')].filter((fold) => fold.closest('#desk-form') === null)
        .filter((fold) => [...fold.children].slice(1).some((one) => one.offsetHeight === 0)).length`,
    )
    expect(folded).toBe(0)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type ?\/Page\b/g)?.length).toBeGreaterThan(5)
    await back()
    await page.locator('#print-training').check()
    await page.emulateMedia({ media: 'print' })
    const printed = await page.evaluate(
      '[...document.querySelectorAll("main > *")].filter((one) => one.offsetHeight > 0).map((one) => one.className)',
    )
    expect(printed).toEqual(['training'])
    await back()
    await page.locator('#print-training').uncheck()
  })

  // A look at a wide page in the dark differs in its colours from one in the light, and a narrow one in its layout.
  const WIDE = { width: 1280, height: 900 }
  const LOOKS: readonly Look[] = [
    { colorScheme: 'light', ...WIDE, asks: 'all' },
    { colorScheme: 'dark', ...WIDE, asks: 'colours of what a narrow page has not' },
    { colorScheme: 'light', width: 390, height: 844, asks: 'nothing' },
    { colorScheme: 'dark', width: 320, height: 640, reducedMotion: 'reduce', asks: 'all' },
  ]
  // Heads of columns whose word runs into the next.
  const HEADS_TOO_WIDE = `[...document.querySelectorAll('#grid thead th b')].filter((one) => {
    const range = document.createRange()
    range.selectNodeContents(one)
    return range.getBoundingClientRect().right > one.closest('th').getBoundingClientRect().right + 1
  }).map((one) => one.textContent)`
  const WIDE_ALONE = { within: ['nav', '#grid thead'], only: 'cat.color' }

  test('has no barrier axe can find, and fits, with everything unfolded, however it is looked at', async () => {
    const { page, troubles } = kinds
    await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')
    for (const { width, height, asks, ...media } of LOOKS) {
      await page.emulateMedia(media)
      await page.setViewportSize({ width, height })
      const asked = asks === 'all' ? {} : WIDE_ALONE
      const found = asks === 'nothing' ? [] : await barriersOn(page, asked)
      expect(found, JSON.stringify(media)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(await page.evaluate(HEADS_TOO_WIDE), `at ${width}`).toEqual([])
    }
    expect(troubles).toEqual([])
  })

  describe('no kind of element is there that axe has not looked at', () => {
    /** What a page holds, with what its script puts on the desk at first. */
    const kindsOf = (source: string, page: string, before?: string): ReadonlySet<string> => {
      const own = sourceOf(source).policy
      const state = startState(own)
      const old = before === undefined ? null : sourceOf(before).policy
      const desk = [renderForm(own, state), renderResult(own, state, undefined, old)]
      return kindsIn([page, ...desk.map(({ markup }) => markup)].join(''))
    }

    test('in a page as it is read here: nothing that a browser makes of it is left out', () => {
      const read = kindsOf(PLANTED, kindsPage(), KINDS)
      expect(kindsAtFirst.length).toBeGreaterThan(100)
      expect(kindsAtFirst.filter((kind) => !read.has(kind))).toEqual([])
    })

    test.each(EXAMPLES)('on the page of %s', async (name) => {
      const looked = new Set([...kindsAtFirst, ...(await kindsOn(kinds))])
      const found = [...kindsOf(readExample(name), examplePage(name))]
      expect(found.length).toBeGreaterThan(100)
      expect(found.filter((kind) => !looked.has(kind))).toEqual([])
    })
  })
})
