import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { apiKey, type World } from './board-world.ts'

/** The board as somebody sees it. */
export interface Seen {
  readonly page: Page
  /** What went wrong on the page: faults, and whatever its policy forbade. */
  readonly faults: string[]
  readonly close: () => Promise<void>
}

export interface Look extends BrowserContextOptions {
  /** What stands behind the address of the board; the key unless given. */
  readonly hash?: string
}

/** Opens the board. */
export const openBoard = async (browser: Browser, { url }: World, look: Look = {}): Promise<Seen> => {
  const { hash = `#key=${apiKey}`, ...options } = look
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to|Uncaught/.test(message.text())) faults.push(message.text())
  })
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(`${url}/${hash}`)
  return { page, faults, close: () => context.close() }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong, a line each; contrast, names, roles, order and all the rest that it knows. */
export const axeProblems = async (page: Page): Promise<readonly string[]> => {
  // Through the debugger, for the page's policy lets no other script in.
  await page.evaluate(axe)
  return page.evaluate<readonly string[]>(`
    axe.run().then(({ violations }) =>
      violations.map(({ id, impact, nodes }) =>
        impact + ' ' + id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' | ')))
  `)
}

/** How much wider the page is than its window, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
