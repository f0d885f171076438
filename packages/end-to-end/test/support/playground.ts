import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { playgroundFiles, serveFiles, type Served } from '@guichet/site'
import { launchChromium } from './board-chromium.ts'

/** The playground as somebody sees it. */
export interface Played {
  readonly page: Page
  /** What went wrong on the page: faults, and whatever its policy forbade. */
  readonly faults: string[]
  /** Every address that was asked for. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

/** Opens a page of the site. */
export const openSite = async (
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Played> => {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 800 },
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const faults: string[] = []
  const asked: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(address)
  return { page, faults, asked, close: () => context.close() }
}

/** The playground for all tests of a file: served, and a browser that is ended after them. */
export interface Playground {
  readonly browser: () => Browser
  /** Where it is served. */
  readonly url: () => string
  /** Opens it for logs; nothing may go wrong on the page meanwhile. */
  readonly opened: (use: (played: Played) => Promise<void>, options?: BrowserContextOptions) => Promise<void>
}

export const playground = (): Playground => {
  let running: { readonly browser: Browser; readonly served: Served } | null = null
  const now = () => {
    if (running === null) throw new Error('the playground is served while tests run')
    return running
  }
  beforeAll(async () => {
    running = { browser: await launchChromium(), served: await serveFiles(await playgroundFiles()) }
  })
  afterAll(async () => {
    await running?.browser.close()
    await running?.served.close()
  })
  return {
    browser: () => now().browser,
    url: () => now().served.url,
    opened: async (use, options = {}) => {
      const { browser, served } = now()
      const played = await openSite(browser, `${served.url}playground/#log`, options)
      await use(played)
      expect(played.faults).toEqual([])
      await played.close()
    },
  }
}

/** The cells of a table, row by row, its head left out. */
export const cellsOf = (table: Locator): Promise<readonly (readonly string[])[]> =>
  table.evaluate((node) =>
    [...node.querySelectorAll('tbody tr, tfoot tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent ?? ''),
    ),
  )

export const plainFile = (text: string, name = 'log.ndjson') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
})

export const gzippedFile = (text: string) => ({
  name: 'log.ndjson.gz',
  mimeType: 'application/gzip',
  buffer: gzipSync(text),
})
