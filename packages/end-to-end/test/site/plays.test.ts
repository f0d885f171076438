import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { playgroundFiles, serveFiles, type Served } from '@guichet/site'
import { launchChromium } from '../support/board-chromium.ts'
import { axeProblems, overflow } from '../support/board-page.ts'
import { cellsOf, openSite, type Played } from '../support/playground.ts'

let browser: Browser
let served: Served
beforeAll(async () => {
  browser = await launchChromium()
  served = await serveFiles(await playgroundFiles())
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

const withPlay = async (
  fragment: string,
  use: (played: Played) => Promise<void>,
  options: Parameters<typeof openSite>[2] = {},
): Promise<void> => {
  const played = await openSite(browser, `${served.url}playground/#${fragment}`, options)
  await use(played)
  expect(played.faults).toEqual([])
  await played.close()
}

const examples = [
  'A question and its answer',
  'One minute too late',
  'Through an ad',
  'A template that is answered',
  'The night the rules change',
]
const looks = [
  ['a phone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ['a desk in the light', { viewport: { width: 1200, height: 800 }, colorScheme: 'light' }],
] as const

describe('the examples', () => {
  it.each(looks)('are without fault on %s', (_, look) =>
    withPlay(
      'play',
      async ({ page }) => {
        for (const name of examples) {
          await page.getByRole('button', { name, exact: true }).click()
          await page.locator('.play-view .timeline img').waitFor()
          expect(await axeProblems(page), name).toEqual([])
          expect(await overflow(page), name).toBe(0)
        }
      },
      look,
    ),
  )

  it('show the night on which a utility template begins to cost', () =>
    withPlay('play', async ({ page }) => {
      await page.getByRole('button', { name: 'The night the rules change' }).click()
      const charges = await cellsOf(page.locator('#play-charges table'))
      expect(charges.map((row) => row.slice(1).join(' · '))).toMatchInlineSnapshot(`
        [
          "service · free customer service · 2026-09-28 · free",
          "utility · free customer service · 2026-09-28 · free",
          "service · free customer service · 2026-10-01 · free",
          "utility · this message · 2026-10-01 · paid",
        ]
      `)
      const others = await cellsOf(page.locator('#elsewhere table'))
      expect(others.map((row) => row.join(' · '))).toMatchInlineSnapshot(`
        [
          "2022-02-01 · nothing · 0 of 4",
          "2023-03-01 · nothing · 0 of 4",
          "2023-06-01 · utility · 1 of 4",
          "2024-11-01 · utility · 1 of 4",
          "2025-07-01 · nothing · 0 of 4",
          "2026-09-28 · nothing · 0 of 4",
          "2026-10-01 (in force) · utility · 2 of 4",
        ]
      `)
    }))
})

describe('rules of their own', () => {
  it('are part of the address', () =>
    withPlay('play', async ({ page }) => {
      await page.locator('.play-view').getByText('Rules of your own').click()
      await page.locator('.play-view').getByRole('button', { name: 'Take an example' }).click()
      await page.locator('#elsewhere').getByText('2027-04-01').waitFor()
      const { page: other, close } = await openSite(browser, page.url())
      await other.locator('#elsewhere').getByText('2027-04-01').waitFor()
      expect(await other.locator('.play-view').getByLabel('Amendments as JSON').inputValue()).toContain(
        'WHAT-IF-1',
      )
      await close()
    }))
})

describe('an address that is no play', () => {
  it.each([
    ['play?now=soon', 'its now is no instant'],
    ['play?now=2026-10-01T09:00Z&do=2026-10-01T09:00Z+<img/src=x/onerror=alert(1)>', 'unknown step: '],
    ['play?zone=Mars/Olympus&now=2026-10-01T09:00Z', 'Mars/Olympus'],
    ['play?rules=1999-01-01&now=2026-10-01T09:00Z', '1999-01-01'],
    ['play?own=%7B&now=2026-10-01T09:00Z', 'not JSON'],
  ])('%s says why', (fragment, words) =>
    withPlay(fragment, async ({ page }) => {
      await page.locator('.play-view').getByRole('alert').getByText(words).waitFor()
      expect(await axeProblems(page)).toEqual([])
    }),
  )
})

describe('by keyboard', () => {
  it('a thread is played, moved through and taken back', () =>
    withPlay('play', async ({ page }) => {
      await page.getByRole('slider', { name: 'The moment' }).focus()
      await page.keyboard.press('ArrowRight')
      await page.getByText('Fri 2 Oct 2026 10:01 Europe/Paris').waitFor()
      await page.getByRole('button', { name: /^Remove: Customer writes/ }).press('Enter')
      expect(await page.locator('.steps li').count()).toBe(1)
      expect(await page.locator('.steps button:focus').count()).toBe(1)
      await page.getByLabel('Day', { exact: true }).fill('2025-07-01')
      await page.getByText('Tue 1 Jul 2025 10:01 Europe/Paris').waitFor()
    }))
})
