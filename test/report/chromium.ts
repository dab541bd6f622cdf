import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'

/** Whether there is a browser: Debian's, `apt-get install chromium`. Without it its tests are skipped, and listed so. */
export const HAS_CHROMIUM = existsSync(CHROMIUM)

// Nothing that a browser does by itself over the network is wanted, or could be told from what a page does.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the browser. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: FLAGS })

/** A page that is open, and everything that it should not have done. */
export interface WatchedPage {
  readonly page: Page
  /** Requests for anything that the page did not make itself, errors, dialogs, and anything on the console. */
  readonly troubles: string[]
}

/** Opens a page and watches it: it asks for nothing but itself and what it made, and says nothing. */
export async function openWatched(
  browser: Browser,
  url: string,
  { fragment = '', ...options }: { fragment?: string } & Parameters<Browser['newPage']>[0] = {},
): Promise<WatchedPage> {
  const page = await browser.newPage(options)
  const troubles: string[] = []
  page.on('console', (message) => troubles.push(message.text()))
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('dialog', (dialog) => troubles.push(dialog.message()))
  page.on('request', (request) => {
    const asked = request.url().split('#')[0] ?? ''
    if (asked !== url && !asked.startsWith('blob:')) troubles.push(asked)
  })
  await page.goto(`${url}${fragment}`)
  return { page, troubles }
}
