import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { brokenIn, serveFiles, siteFiles, type Served, type Site } from '@guichet/site'
import { launchChromium } from '../support/board-chromium.ts'
import { axeProblems, overflow } from '../support/board-page.ts'
import { openSite } from '../support/playground.ts'

let browser: Browser
let served: Served
let files: Site
beforeAll(async () => {
  files = await siteFiles()
  browser = await launchChromium()
  served = await serveFiles(files)
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

const pages = (): readonly string[] =>
  [...files.keys()]
    .filter((path) => path.endsWith('.html'))
    .map((path) => path.slice(0, -'index.html'.length))

describe('the site', () => {
  it('has a page for every document, rulebook and door, and no link that leads nowhere', () => {
    expect(pages()).toEqual(
      expect.arrayContaining([
        '',
        'core/',
        'core/rules/',
        'core/refusals/',
        'laws/laws/',
        'core/rulebooks/2026-10-01/',
        'guichet/recipes/',
        'api/core/',
        'api/core/store/',
        'api/guichet/',
        'playground/',
      ]),
    )
    expect(brokenIn(files)).toEqual([])
  })

  it('asks for nothing from elsewhere, and holds no script or style inside a page', async () => {
    for (const [path, body] of files) {
      if (!path.endsWith('.html') || typeof body !== 'string') continue
      expect(body, path).not.toMatch(
        /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\s(?:src=|type="text\/plain"))|(?:src|rel="stylesheet" href)="https?:/i,
      )
      expect(body, path).toContain("connect-src 'none'")
    }
    const { page, asked, faults, close } = await openSite(browser, served.url)
    await page.getByRole('link', { name: 'I pay the bill', exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(asked.filter((url) => !url.startsWith(served.url))).toEqual([])
    expect(faults).toEqual([])
    await close()
  })

  it('fits a phone on every page', async () => {
    const { page, faults, close } = await openSite(browser, served.url, {
      viewport: { width: 360, height: 740 },
    })
    const wide: string[] = []
    for (const path of pages()) {
      await page.goto(`${served.url}${path}`)
      if ((await overflow(page)) > 0) wide.push(path)
    }
    expect(wide).toEqual([])
    expect(faults).toEqual([])
    await close()
  })

  it.each([
    ['light', 1400],
    ['dark', 390],
  ] as const)('is clean for axe in the %s, %i wide', async (colorScheme, width) => {
    const { page, close } = await openSite(browser, served.url, {
      viewport: { width, height: 844 },
      colorScheme,
    })
    for (const path of [
      '',
      'core/',
      'core/refusals/',
      'laws/laws/',
      'core/rulebooks/2026-10-01/',
      'api/',
      'api/timeline/',
      'playground/',
      'source/packages/core/src/thread/course.ts/',
    ]) {
      await page.goto(`${served.url}${path}`)
      expect(await axeProblems(page), path).toEqual([])
    }
    await close()
  })
})

describe('the search', () => {
  it('opens by a key, finds clauses, codes, laws and functions, and leads to them by Enter', async () => {
    const { page, faults, close } = await openSite(browser, `${served.url}core/`)
    for (const [query, url] of [
      ['CSW-1', 'core/rules/#csw-1'],
      ['131047', 'core/refusals/#131047'],
      ['window-is-half-open', 'laws/laws/#window-is-half-open'],
      ['drawTimeline', 'api/timeline/#drawtimeline'],
    ]) {
      await page.keyboard.press('/')
      await page.getByRole('searchbox', { name: 'Search' }).fill(query ?? '')
      await page.getByText(/ found$/).waitFor()
      expect(await axeProblems(page), query).toEqual([])
      await page.keyboard.press('Enter')
      await page.waitForURL(`${served.url}${url}`)
    }
    await page.keyboard.press('/')
    await page.getByRole('searchbox', { name: 'Search' }).fill('zebra crossing')
    await page.getByText('Nothing was found.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(faults).toEqual([])
    await close()
  })
})
