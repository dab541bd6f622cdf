import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engagementOf } from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import { decideDesk } from '../../src/report/desk/decideDesk.js'
import { printLink } from '../../src/report/desk/deskState.js'
import { sayName } from '../../src/report/say.js'
import { topicsOf } from '../../src/report/topics.js'
import {
  barriersOn,
  HAS_CHROMIUM,
  launchChromium,
  openWatched,
  type WatchedPage,
} from './chromium.js'
import {
  EXAMPLES,
  exampleMatrix,
  examplePage,
  kindsPage,
  plantedPage,
  readExample,
  sourceOf,
} from './world.js'

// Every page holds a matrix over every state there is, which takes longer than a test may on a busy machine.
const FOR_PAGES = 400_000

/** A way to look at a page: what axe asks of it alone, or not again. */
interface Look {
  readonly colorScheme: 'light' | 'dark'
  readonly reducedMotion?: 'reduce'
  readonly width: number
  readonly height: number
  readonly only?: string
  readonly but?: string
}

describe.skipIf(!HAS_CHROMIUM)('in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-browser-'))
  const urls = new Map<string, string>()
  let browser: Browser

  beforeAll(async () => {
    const write = (name: string, page: string): void => {
      const file = join(folder, `${name}.html`)
      writeFileSync(file, page)
      urls.set(name, pathToFileURL(file).href)
    }
    for (const name of EXAMPLES) write(name, examplePage(name))
    write('kinds', kindsPage())
    write('planted', plantedPage())
    browser = await launchChromium()
  }, FOR_PAGES)
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  const visit = async (
    name: string,
    options: Parameters<typeof openWatched>[2] = {},
  ): Promise<WatchedPage> => {
    const watched = await openWatched(browser, urls.get(name) ?? '', options)
    await watched.page.locator('#desk-section').waitFor()
    return watched
  }

  const decisionOn = async (page: Page): Promise<unknown> =>
    JSON.parse((await page.locator('#desk-decision').textContent()) ?? '')

  // Followed one after the other within the page: the desk has decided once its own listener has heard of a link.
  // Nobody looks on meanwhile: to draw each of them takes twice as long as to decide it.
  const decisionsOn = (page: Page, links: readonly string[]): Promise<readonly string[]> =>
    page.evaluate(`(async (links) => {
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
      return texts
    })(${JSON.stringify(links)})`)

  /** Pages with one of each kind of thing, opened once, with everything that is folded away. */
  const KINDS_ON = ['kinds', 'planted'] as const
  const opened = new Map<string, Promise<WatchedPage>>()
  const openUnfolded = async (name: string): Promise<WatchedPage> => {
    const watched = await visit(name)
    await watched.page.evaluate(
      'for (const fold of document.querySelectorAll("details")) fold.open = true',
    )
    return watched
  }
  const unfolded = (name: string): Promise<WatchedPage> => {
    const watched = opened.get(name) ?? openUnfolded(name)
    opened.set(name, watched)
    return watched
  }

  // A look at a wide page in the dark differs in its colours from one in the light, and a narrow one in its layout.
  const LOOKS: readonly Look[] = [
    { colorScheme: 'light', width: 1280, height: 900 },
    { colorScheme: 'dark', width: 1280, height: 900, only: 'cat.color' },
    { colorScheme: 'light', width: 390, height: 844, but: 'color-contrast' },
    { colorScheme: 'dark', width: 320, height: 640, reducedMotion: 'reduce' },
  ]

  test.each(KINDS_ON)(
    'has no barrier axe can find, and fits, however it is looked at: %s',
    async (name) => {
      const { page, troubles } = await unfolded(name)
      for (const { width, height, only, but, ...media } of LOOKS) {
        await page.emulateMedia(media)
        await page.setViewportSize({ width, height })
        const rules = but === undefined ? {} : { [but]: { enabled: false } }
        expect(await barriersOn(page, { rules, only }), JSON.stringify(media)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      }
      expect(troubles).toEqual([])
    },
  )

  /** The kinds of element on a page: by name, class and role. */
  const kindsOn = (page: Page): Promise<readonly string[]> =>
    page.evaluate(
      `[...new Set([...document.querySelectorAll('body *')].map((one) => [one.localName, ...one.classList, one.getAttribute('role') ?? '', one.getAttribute('type') ?? ''].join(' ')))]`,
    )

  describe.each(EXAMPLES)('%s', (name) => {
    const { policy, tests } = sourceOf(readExample(name))
    let watched: WatchedPage
    beforeAll(async () => {
      watched = await visit(name)
    })
    afterAll(() => watched.page.close())

    test('has no kind of element that axe has not looked at', async () => {
      const looked = await Promise.all(
        KINDS_ON.map(async (one) => kindsOn((await unfolded(one)).page)),
      )
      const found = await kindsOn(watched.page)
      expect(found.length).toBeGreaterThan(100)
      expect(found.filter((kind) => !looked.flat().includes(kind))).toEqual([])
    })

    // That a cell is what evaluate gives is held where the matrix is.
    test('shows every cell', async () => {
      const { cells } = exampleMatrix(name)
      // Read as a person would: the cell's word, or the word beside the channel's name in it.
      const shown: readonly (readonly {
        readonly most: string
        readonly but: readonly string[][]
      }[])[] = await watched.page.evaluate(
        `[...document.querySelectorAll('#grid tr[data-row]')].map((row) => [...row.querySelectorAll('td')].map((cell) => ({
          most: cell.querySelector('.ramp').textContent,
          but: [...cell.querySelectorAll('.but')].map((one) => [...one.querySelectorAll('bdi, b')].map((name) => name.textContent)) })))`,
      )
      const topics = topicsOf(policy)
      const wrong = cells
        .filter(({ channel }) => channel !== 'unknown')
        .filter(({ about, topic, rank, channel, given }) => {
          const row = topics.findIndex((one) => one.about === about && one.name === topic)
          const cell = shown[row]?.[rank]
          const own = cell?.but.find((names) => names.includes(sayName(channel)))
          return (own?.at(-1) ?? cell?.most) !== sayName(given)
        })
      expect(wrong.map(({ channel, topic, rank }) => `${channel} ${topic} ${rank}`)).toEqual([])
    })

    test('decides on the desk as evaluate does, over its tests', async () => {
      const shown = await decisionsOn(
        watched.page,
        tests.map(({ given }) => printLink({ given, message: '' })),
      )
      for (const [row, { given }] of tests.entries()) {
        const { printed, notes } = decideDesk(policy, { given, message: '' })
        const { engagement, at } = engagementOf(given)
        const { reasons, ...rest } = evaluate(policy, engagement, at)
        const expected = JSON.parse(JSON.stringify({ ...rest, reasons: [...notes, ...reasons] }))
        expect(JSON.parse(JSON.stringify(printed))).toEqual(expected)
        expect(JSON.parse(shown[row] ?? '')).toEqual(expected)
      }
      expect(watched.troubles).toEqual([])
    })
  })

  test('on a phone all five levels and readers are in sight, and the verdict stays there while evidence is put on', async () => {
    const { page } = await visit('kinds', { viewport: { width: 390, height: 844 } })
    const beyond = await page.evaluate(
      `[...document.querySelectorAll('.five td, .five th, #grid td, #grid th')].map((cell) => cell.getBoundingClientRect())
        .filter(({ left, right }) => left < 0 || right > 390).length`,
    )
    expect(beyond).toBe(0)
    await page.locator('#desk-message').scrollIntoViewIfNeeded()
    const top = await page.evaluate(
      'document.getElementById("desk-status").getBoundingClientRect().top',
    )
    expect(top).toBe(0)
    await page.close()
  })

  test('the desk is worked from the keyboard, and its link brings the state back', async () => {
    const { page, troubles } = await visit('bank')
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
    expect(await page.locator('#desk-status').textContent()).toContain('verified, route customers')
    const decision = await decisionOn(page)
    const fragment = new URL(page.url()).hash
    const again = await visit('bank', { fragment })
    expect(await decisionOn(again.page)).toEqual(decision)
    expect(await again.page.locator('#seen-log').textContent()).not.toContain('4111')
    expect(await again.page.locator('#seen-agent').textContent()).toContain('***1111')
    await again.page.locator('#desk-jump').click()
    await again.page.getByLabel(/^Clock/).waitFor()
    expect(await decisionOn(again.page)).not.toEqual(decision)
    expect([...troubles, ...again.troubles]).toEqual([])
    await page.close()
    await again.page.close()
  })

  test('the desk decides by the old policy as well, copies its link, says what is wrong, and begins again', async () => {
    const { page, troubles } = await visit('planted', { permissions: ['clipboard-write'] })
    await page.getByRole('link', { name: 'On file', exact: true }).click()
    const moved = page.locator('.moved-row:has(th bdi:text-is("money")) td')
    await expect.poll(() => moved.allTextContents()).toEqual(['none', 'masked'])
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
    await page.close()
    const broken = await visit('planted', { fragment: '#desk=nonsense' })
    expect(await broken.page.locator('#desk-notice').textContent()).toContain('cannot be read')
    await broken.page.locator('#print-training').check()
    await broken.page.emulateMedia({ media: 'print' })
    const printed = await broken.page.evaluate(
      '[...document.querySelectorAll("main > *")].filter((one) => one.offsetHeight > 0).map((one) => one.className)',
    )
    expect(printed).toEqual(['training'])
    await broken.page.close()
  })

  test('a counterexample is put on the desk by its link', async () => {
    const { page, troubles } = await visit('planted')
    const refuted = page.locator('li.bad', { hasText: 'no balance below verified' })
    await refuted.getByRole('link', { name: 'Open it in “What if”' }).click()
    await expect
      .poll(async () => {
        const decision = await decisionOn(page)
        return JSON.stringify(decision).includes('"money":"masked"')
      })
      .toBe(true)
    expect(troubles).toEqual([])
    await page.close()
  })

  test('the rule behind a cell is shown on focus and on hover, and Escape puts it away', async () => {
    const { page } = await visit('kinds')
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
    await page.close()
  })

  test('the matrix is one stop of the keyboard, and a cell opens a drawer that gives the focus back', async () => {
    const { page, troubles } = await visit('bank')
    const at = async (): Promise<unknown> =>
      page.evaluate(
        '(() => { const stop = document.activeElement, cell = stop.closest("td, th"), row = cell && cell.closest("tr"); return row ? row.dataset.row + " " + cell.cellIndex : stop.id })()',
      )
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
      ['Control+End', '16 5'],
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
    expect(await barriersOn(page, { rules: { 'skip-link': { enabled: false } } })).toEqual([])
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
      .toMatch(/"level":"strong".*"account":"full"/)
    expect(await drawer.isVisible()).toBe(false)
    expect(troubles).toEqual([])
    await page.close()
  })

  describe('a page that was just opened', () => {
    let page: Page
    beforeAll(async () => {
      page = (await visit('kinds')).page
    })
    afterAll(() => page.close())

    test('the first stop of the keyboard skips to the content', async () => {
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.className')).toBe('skip')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.id')).toBe('content')
    })

    test('rows are found by name, kind and field, and the rail follows the reading', async () => {
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
      const top = 'document.querySelector("#grid thead th").getBoundingClientRect().top'
      expect(await page.evaluate(top)).toBe(0)
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

  test('a print holds every section, with everything that is folded away, on pages of their own', async () => {
    const { page } = await visit('planted')
    await page.emulateMedia({ media: 'print' })
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
    await page.close()
  })
})
