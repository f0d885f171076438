import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { playgroundFiles, serveFiles, type Served } from '@guichet/site'
import { launchChromium } from '../support/board-chromium.ts'
import { axeProblems, overflow } from '../support/board-page.ts'
import { cellsOf, openSite, plainFile, type Played } from '../support/playground.ts'

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
  'A call',
  'A group',
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
          "utility · this message · 2026-10-01 · USD 0.03",
          " ·  ·  · USD 0.03",
        ]
      `)
      const others = await cellsOf(page.locator('#elsewhere table'))
      expect(others.map((row) => row.join(' · '))).toMatchInlineSnapshot(`
        [
          "2022-02-01 · nothing · 0 of 4 · free",
          "2023-03-01 · nothing · 0 of 4 · free",
          "2023-06-01 · utility · 1 of 4 · USD 0.03",
          "2024-11-01 · utility · 1 of 4 · USD 0.03",
          "2025-07-01 · nothing · 0 of 4 · free",
          "2026-09-28 · nothing · 0 of 4 · free",
          "2026-10-01 (in force) · utility · 2 of 4 · USD 0.06",
        ]
      `)
    }))
})

describe('prices', () => {
  const utility = 'do=2026-10-01T09:00Z+utility&now=2026-10-01T10:00Z&zone=Europe/Paris'
  const costs = async (page: Page) =>
    (await cellsOf(page.locator('#play-charges table'))).map((row) => row.at(-1))

  it('are those of the card, for what was sent, what may be sent and other rules', () =>
    withPlay(`play?${utility}&card=sample`, async ({ page }) => {
      expect(await costs(page)).toEqual(['USD 0.03', 'USD 0.03'])
      await page.getByRole('button', { name: 'Marketing template', exact: true }).click()
      expect(await costs(page)).toEqual(['USD 0.03', 'USD 0.0859', 'USD 0.1159'])
      expect(await page.locator('#answers .tag').allTextContents()).toContain('USD 0.0859')
      expect((await cellsOf(page.locator('#elsewhere table'))).at(-1)?.at(-1)).toBe('USD 0.1159')
    }))

  it('are left out in an address from before there were any', () =>
    withPlay(`play?${utility}`, async ({ page }) => {
      expect(await costs(page)).toEqual(['paid'])
      await page.getByLabel('Prices by').selectOption('sample')
      expect(await costs(page)).toEqual(['USD 0.03', 'USD 0.03'])
    }))

  it('are by a card of their own, and the address holds what the play needs of it', () =>
    withPlay(`play?${utility}`, async ({ page }) => {
      const head = 'market,category,currency,effective_from,amount\n'
      await page.getByLabel('Prices by').selectOption('own')
      const file = page.locator('.play-view').getByLabel('Your rate card')
      await file.setInputFiles(plainFile(`${head}France,utility,EUR,2026-10-01,0.5`, 'card.csv'))
      await page.locator('.play-view').getByRole('alert').getByText('0.5 is not a whole number').waitFor()
      const rows = 'France,utility,EUR,2026-11-01,25000\nItaly,utility,EUR,2026-10-01,27000'
      await file.setInputFiles(plainFile(`${head}${rows}`, 'card.csv'))
      await page.getByText('The rate card has no rate for utility in France before 2026-11-01').waitFor()
      expect(await costs(page)).toEqual(['paid, no rate', '1 without a rate'])
      await page.getByLabel('Day', { exact: true }).fill('2026-11-02')
      await page.getByRole('button', { name: 'Utility template', exact: true }).click()
      expect((await costs(page)).slice(1)).toEqual(['EUR 0.025', 'EUR 0.025 and 1 without a rate'])
      expect(page.url()).not.toContain('Italy')
      expect(await axeProblems(page)).toEqual([])
      const { page: other, close } = await openSite(browser, page.url())
      expect(await costs(other)).toEqual(await costs(page))
      await close()
    }))
})

describe('calls', () => {
  it('are asked for, allowed, made and taken back by keyboard', () =>
    withPlay('play?now=2026-10-01T09:00Z&do=2026-10-01T09:00Z+writes', async ({ page }) => {
      const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter')
      const said = (words: string | RegExp) => page.locator('#answers li').last().getByText(words).waitFor()
      await said(/the customer permits no call/)
      await press('Request to call')
      await page.locator('#answers li').nth(4).getByText('may be asked again at').waitFor()
      await press('Allows calls for a week')
      await said('by the minute')
      await said(/A call may be made until Thu 8 Oct 2026 09:00:02 UTC/)
      for (let call = 1; call <= 3; call++) await press('Call that nobody answers')
      await said('allowed')
      await press('Call that nobody answers')
      await said('refused')
      await press('Always allows calls')
      await said('A call may be made')
      await press('Allows no calls')
      await said(/the customer permits no call since/)
      expect(await axeProblems(page)).toEqual([])
    }))
})

describe('a group', () => {
  it('is played by keyboard: who is in it is charged, each at the rate of the country', () =>
    withPlay('play?with=group&card=sample&now=2026-10-01T09:00Z', async ({ page }) => {
      const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter')
      const cost = (place: number, words: string) =>
        page.locator('.members li').nth(place).getByText(words, { exact: true }).waitFor()
      await press('Marketing template')
      await cost(0, 'USD 0.0859')
      await cost(1, 'USD 0.0118')
      await press('Wanjiru leaves')
      expect(await page.locator('.members button:focus').textContent()).toBe('Joins')
      await press('Marketing template')
      await cost(2, 'USD 0.0225')
      await cost(1, 'USD 0.0236')
      await press('Ravi writes')
      await page.getByText(/^Open: anything may be sent/).waitFor()
      expect((await cellsOf(page.locator('#play-charges table'))).map((row) => row[3])).toEqual([
        'Wanjiru',
        'Amélie',
        'Ravi',
        'Amélie',
        'Ravi',
        '',
      ])
      expect(await axeProblems(page)).toEqual([])
      const { page: other, close } = await openSite(browser, page.url())
      expect(await other.locator('.members').innerText()).toBe(await page.locator('.members').innerText())
      await close()
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
    ['play?card=x&now=2026-10-01T09:00Z', 'no rate card'],
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
